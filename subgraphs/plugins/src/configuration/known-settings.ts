import type { JsonSchema } from '@ticketbase/plugin-sdk/manifest';

/**
 * Those of the settings that a version can have. What an earlier version was set up with is kept, so that going back finds it; a
 * version that refuses settings beyond its own is neither given nor held to it.
 */
export function knownSettings<Value>(
  { additionalProperties, properties, patternProperties }: JsonSchema,
  settings: Readonly<Record<string, Value>>,
): Record<string, Value> {
  if (additionalProperties !== false || patternProperties !== undefined) return { ...settings };
  const declared = (properties ?? {}) as object;
  return Object.fromEntries(Object.entries(settings).filter(([field]) => Object.hasOwn(declared, field)));
}
