import type { Issue, JsonSchema } from '../manifest/json-schema.ts';
import { camelCase, isGraphQLName, type NameRegistry, pascalCase, plainWords, screamingCase } from './names.ts';

/** How a JSON Schema appears in GraphQL, and how its values get there (output) or come from there (input). */
export interface MappedType {
  /** The GraphQL type without its outer non-null mark. */
  type: string;
  /** Whether JSON null is a value of the schema. */
  nullable: boolean;
  convert(value: unknown): unknown;
}

/** A place where GraphQL cannot say what the JSON Schema says. */
export interface TypeWarning {
  /** Where in `plugin.json`. */
  path: Issue['path'];
  message: string;
}

interface MappedField {
  property: string;
  field: string;
  optional: boolean;
  mapped: MappedType;
}

const asIs = (value: unknown) => value;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
// GraphQL and JSON write strings alike, except that GraphQL refuses half a surrogate pair.
export const quote = (text: string) => JSON.stringify(text.toWellFormed());
const MAX_INT = 2 ** 31 - 1;
const COMBINATORS = ['$ref', '$dynamicRef', 'oneOf', 'anyOf', 'allOf', 'not', 'if'];

/** Turns the JSON Schemas of one direction (input or output) into GraphQL definitions, collected in `definitions`. */
export class TypeMapper {
  readonly definitions: string[] = [];
  readonly warnings: TypeWarning[] = [];
  private readonly direction: 'input' | 'output';
  private readonly names: NameRegistry;

  constructor(direction: 'input' | 'output', names: NameRegistry) {
    this.direction = direction;
    this.names = names;
  }

  /**
   * @param name the type's name, should the schema need one
   * @param subject what the value is, in words, for descriptions the author did not write
   */
  map(schema: unknown, name: string, subject: string, path: Issue['path']): MappedType {
    if (!isRecord(schema)) return this.untyped(path, 'is not a schema with a type');
    const combinator = COMBINATORS.find(keyword => keyword in schema);
    if (combinator) return this.untyped(path, `uses ${combinator}, which GraphQL cannot express`);
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    const named = types.filter(type => type !== 'null');
    const nullable = named.length < types.length;
    if (named.length !== 1) return this.untyped(path, 'has no single type');
    return { ...this.mapNamed(named[0], schema, name, subject, path), nullable };
  }

  private mapNamed(type: unknown, schema: JsonSchema, name: string, subject: string, path: Issue['path']): MappedType {
    switch (type) {
      case 'object':
        return this.mapObject(schema, name, subject, path);
      case 'array':
        return this.mapArray(schema, name, subject, path);
      case 'string':
        return this.mapString(schema, name, subject, path);
      case 'integer':
        return this.mapInteger(schema, path);
      case 'number':
        return { type: 'Float', nullable: false, convert: asIs };
      case 'boolean':
        return { type: 'Boolean', nullable: false, convert: asIs };
      default:
        return this.untyped(path, 'has no type');
    }
  }

  private mapInteger(schema: JsonSchema, path: Issue['path']): MappedType {
    const wide =
      (typeof schema.maximum === 'number' && schema.maximum > MAX_INT) ||
      (typeof schema.minimum === 'number' && schema.minimum < -MAX_INT - 1);
    if (!wide) return { type: 'Int', nullable: false, convert: asIs };
    this.warnings.push({ path, message: 'allows integers beyond 32 bits, so it is a Float' });
    return { type: 'Float', nullable: false, convert: asIs };
  }

  private mapString(schema: JsonSchema, name: string, subject: string, path: Issue['path']): MappedType {
    if (schema.enum !== undefined) return this.mapEnum(schema, name, subject, path);
    if (schema.format !== 'date-time') return { type: 'String', nullable: false, convert: asIs };
    // The scalar may have parsed the text already; the action's schema wants the text.
    return {
      type: 'DateTime',
      nullable: false,
      convert: value => (value instanceof Date ? value.toISOString() : value),
    };
  }

  private mapEnum(schema: JsonSchema, name: string, subject: string, path: Issue['path']): MappedType {
    const values = (schema.enum as unknown[]).filter(value => value !== null).map(String);
    const names = values.map(screamingCase);
    const expressible =
      values.length > 0 && new Set(names).size === names.length && names.every(each => isGraphQLName(each));
    if (!expressible) {
      this.warnings.push({ path, message: 'has values that do not convert to distinct enum names, so it is a String' });
      return { type: 'String', nullable: false, convert: asIs };
    }
    const type = this.names.claim(name);
    const lines = names.map((each, index) => `  ${quote(`The value ${values[index]}.`)}\n  ${each}`);
    this.definitions.push(`${quote(describe(schema, subject))}\nenum ${type} {\n${lines.join('\n')}\n}`);
    const pairs = values.map((value, index): [string, string] => [value, names[index]!]);
    const lookup = new Map(this.direction === 'input' ? pairs.map(([value, each]) => [each, value] as const) : pairs);
    return { type, nullable: false, convert: value => lookup.get(value as string) ?? value };
  }

  private mapArray(schema: JsonSchema, name: string, subject: string, path: Issue['path']): MappedType {
    if (schema.items === undefined || schema.prefixItems !== undefined)
      return this.untyped(path, 'is a list without one item type');
    const item = this.map(schema.items, `${name}Item`, `An item of: ${subject}`, [...path, 'items']);
    return {
      type: `[${item.type}${item.nullable ? '' : '!'}]`,
      nullable: false,
      convert: value => (Array.isArray(value) ? value.map(each => (each === null ? null : item.convert(each))) : value),
    };
  }

  private mapObject(schema: JsonSchema, name: string, subject: string, path: Issue['path']): MappedType {
    const properties = isRecord(schema.properties) ? schema.properties : {};
    if (Object.keys(properties).length === 0) return this.untyped(path, 'is an object without properties');
    if (schema.patternProperties !== undefined)
      return this.untyped(path, 'uses patternProperties, which GraphQL cannot express');
    if (schema.additionalProperties === true || isRecord(schema.additionalProperties))
      this.warnings.push({ path, message: 'allows further properties, which the typed mutation does not carry' });
    const type = this.names.claim(name);
    const required = Array.isArray(schema.required) ? schema.required : [];
    const fieldNames = newFieldNames();
    const lines: string[] = [];
    const fields = Object.entries(properties).map(([property, value]): MappedField => {
      const field = fieldNames(property);
      const words = `The ${plainWords(property) || 'value'} of: ${subject}`;
      const mapped = this.map(value, `${type}${pascalCase(field) || 'Value'}`, words, [
        ...path,
        'properties',
        property,
      ]);
      const optional = !required.includes(property);
      lines.push(
        `  ${quote(describe(value, words))}\n  ${field}: ${mapped.type}${optional || mapped.nullable ? '' : '!'}`,
      );
      return { property, field, optional, mapped };
    });
    const keyword = this.direction === 'input' ? 'input' : 'type';
    this.definitions.push(`${quote(describe(schema, subject))}\n${keyword} ${type} {\n${lines.join('\n')}\n}`);
    const convert = this.direction === 'input' ? inputConverter(fields) : outputConverter(fields);
    return { type, nullable: false, convert };
  }

  private untyped(path: Issue['path'], why: string): MappedType {
    this.warnings.push({ path, message: `${why}, so it is JSON` });
    return { type: 'JSON', nullable: false, convert: asIs };
  }
}

/** The author's description or title, else a sentence made from what the value is. */
export function describe(schema: unknown, subject: string): string {
  const own = isRecord(schema) ? (schema.description ?? schema.title) : undefined;
  if (typeof own === 'string' && own.trim() !== '') return own;
  return /[.!?]$/.test(subject) ? subject : `${subject}.`;
}

function newFieldNames() {
  const taken = new Set<string>();
  return (property: string) => {
    const base = isGraphQLName(property) ? property : camelCase(property).replace(/^(?=\d|$)/, '_');
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
    taken.add(name);
    return name;
  };
}

const inputConverter = (fields: MappedField[]) => (value: unknown) => {
  if (!isRecord(value)) return value;
  const params: Record<string, unknown> = {};
  for (const { property, field, optional, mapped } of fields) {
    const given = value[field];
    // GraphQL clients send null for "not given"; JSON Schema tells the two apart.
    if (given === undefined || (given === null && optional && !mapped.nullable)) continue;
    define(params, property, given === null ? null : mapped.convert(given));
  }
  return params;
};

const outputConverter = (fields: MappedField[]) => (value: unknown) => {
  if (!isRecord(value)) return value;
  const data: Record<string, unknown> = {};
  for (const { property, field, mapped } of fields) {
    const given = Object.hasOwn(value, property) ? value[property] : undefined;
    define(data, field, given === undefined || given === null ? null : mapped.convert(given));
  }
  return data;
};

// A property may be called __proto__; plain assignment would set the prototype instead.
const define = (target: object, key: string, value: unknown) =>
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
