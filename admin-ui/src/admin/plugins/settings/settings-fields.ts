/** Settings by name. A sensitive value that is set stands there as a mask, which keeps it when it is sent back. */
export type Settings = Readonly<Record<string, unknown>>;

interface Common {
  readonly name: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly default: unknown;
}

/** One field of a settings form, as a property of a `configSchema` describes it. */
export type SettingsField =
  | (Common & {
      readonly kind: 'text' | 'secret';
      readonly long: boolean;
      readonly minLength: number | undefined;
      readonly maxLength: number | undefined;
      readonly pattern: string | undefined;
    })
  | (Common & {
      readonly kind: 'number' | 'integer';
      readonly minimum: number | undefined;
      readonly maximum: number | undefined;
    })
  | (Common & { readonly kind: 'choice'; readonly options: readonly unknown[] })
  | (Common & { readonly kind: 'boolean' | 'json' });

/** Longer texts get more than one line. */
const ONE_LINE = 200;

/** The fields of a form for a `configSchema`: required ones first, in the schema's order, then the others. */
export function settingsFields(schema: Readonly<Record<string, unknown>>): SettingsField[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.filter(name => typeof name === 'string') : [];
  const names = Object.keys(properties);
  const inOrder = [...required.filter(name => names.includes(name)), ...names.filter(name => !required.includes(name))];
  return inOrder.map(name => toField(name, properties[name], required.includes(name)));
}

function toField(name: string, property: unknown, required: boolean): SettingsField {
  const schema = isObject(property) ? property : {};
  const common = {
    name,
    label: text(schema.title) ?? name,
    description: text(schema.description),
    required,
    default: schema.default,
  };
  if (Array.isArray(schema.enum)) return { ...common, kind: 'choice', options: schema.enum };
  if (schema.type === 'string') {
    const maxLength = number(schema.maxLength);
    return {
      ...common,
      kind: schema.sensitive === true ? 'secret' : 'text',
      long: schema.sensitive !== true && maxLength !== undefined && maxLength > ONE_LINE,
      minLength: number(schema.minLength),
      maxLength,
      pattern: text(schema.pattern),
    };
  }
  if (schema.type === 'number' || schema.type === 'integer') {
    return { ...common, kind: schema.type, minimum: number(schema.minimum), maximum: number(schema.maximum) };
  }
  return { ...common, kind: schema.type === 'boolean' ? 'boolean' : 'json' };
}

/** What a value has to be like, in words; undefined if the field takes anything of its kind. */
export function constraintsOf(field: SettingsField): string | undefined {
  switch (field.kind) {
    case 'text':
    case 'secret': {
      const length = range(field.minLength, field.maxLength);
      const parts = [length && `${length} characters`, field.pattern && `has to match ${field.pattern}`];
      return parts.filter(Boolean).join('; ') || undefined;
    }
    case 'number':
    case 'integer':
      return [field.kind === 'integer' ? 'A whole number' : undefined, range(field.minimum, field.maximum)]
        .filter(Boolean)
        .join(', ');
    case 'json':
      return 'A value in JSON';
    default:
      return undefined;
  }
}

function range(least: number | undefined, most: number | undefined): string | undefined {
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  if (least !== undefined) return `${least} or more`;
  return most === undefined ? undefined : `at most ${most}`;
}

/** What a form field shows at first: the stored value, else the schema's default. Secrets show nothing. */
export function shownValue(field: SettingsField, stored: Settings): string {
  if (field.kind === 'secret') return '';
  const value = stored[field.name] ?? field.default;
  if (field.kind === 'choice') return Math.max(-1, field.options.indexOf(value)).toString();
  if (value === undefined || value === null) return '';
  return field.kind === 'json' ? JSON.stringify(value, null, 2) : String(value);
}

/** What was typed but cannot be sent, by the field's name. */
export type Faults = Readonly<Record<string, string>>;

/**
 * The settings that a form stands for. A secret that was not typed over keeps its mask; a field left empty is not set.
 * @param get the text of a field; `null` for a box that is not ticked
 */
export function readSettings(
  fields: readonly SettingsField[],
  stored: Settings,
  get: (name: string) => string | null,
): { readonly settings: Settings; readonly faults: Faults } {
  const settings: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const value = read(field, stored, get(field.name));
    if (value === NOT_JSON) faults[field.name] = 'Is not valid JSON.';
    else if (value !== undefined) settings[field.name] = value;
  }
  return { settings, faults };
}

const NOT_JSON = Symbol('not JSON');

function read(field: SettingsField, stored: Settings, typed: string | null): unknown {
  if (field.kind === 'boolean') return typed !== null;
  if (field.kind === 'choice') return typed === null || typed === '-1' ? undefined : field.options[Number(typed)];
  if (typed === null || typed === '') return field.kind === 'secret' ? stored[field.name] : undefined;
  if (field.kind === 'number' || field.kind === 'integer') return Number(typed);
  return field.kind === 'json' ? parse(typed) : typed;
}

function parse(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return NOT_JSON;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
