/** A value that has the shape a JSON Schema asks for, to begin with; it need not be valid. */
export function sampleOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return null;
  const { type, default: preset, enum: options, properties, required } = schema as Record<string, unknown>;
  if (preset !== undefined) return preset;
  if (Array.isArray(options)) return options[0];
  switch (type) {
    case 'string':
      return '';
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return sampleObject(properties, required);
    default:
      return null;
  }
}

/** The required properties only: the others are for whoever wants them. */
function sampleObject(properties: unknown, required: unknown): Record<string, unknown> {
  if (typeof properties !== 'object' || properties === null || !Array.isArray(required)) return {};
  const known = properties as Record<string, unknown>;
  return Object.fromEntries(
    required.filter(name => Object.hasOwn(known, name)).map(name => [name, sampleOf(known[name])]),
  );
}
