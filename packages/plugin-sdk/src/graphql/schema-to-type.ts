import { followPointer } from '../manifest/json-pointer.ts';
import type { Issue, JsonSchema } from '../manifest/json-schema.ts';
import { camelCase, isGraphQLName, type NameRegistry, pascalCase, plainWords, screamingCase } from './names.ts';

/** How a JSON Schema appears in GraphQL, and how its values get there (output) or come from there (input). */
export interface MappedType {
  /** The GraphQL type without its outer non-null mark. */
  type: string;
  /** Whether JSON null is a value of the schema. */
  nullable: boolean;
  convert(value: unknown): unknown;
  /** Set while the type is made that it leads to: it stands in itself. */
  readonly unfinished?: boolean;
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
/** Composition does not know the directive @oneOf: in a supergraph with it no client could be told. */
const GIVEN_ONCE =
  'is an input with one field for each variant; that exactly one is given is told by its description and checked by the schema, not by GraphQL';
const COMBINATORS = ['$dynamicRef', 'oneOf', 'anyOf', 'allOf', 'not', 'if'];
/** References that lead to references; more are taken for a circle. */
const MAX_REFERENCES = 20;

/** Turns the JSON Schemas of one direction (input or output) into GraphQL definitions, collected in `definitions`. */
export class TypeMapper {
  readonly definitions: string[] = [];
  readonly warnings: TypeWarning[] = [];
  private readonly direction: 'input' | 'output';
  private readonly names: NameRegistry;
  private root: unknown;
  private baseName = '';
  /** The types that references within the root lead to. */
  private referenced = new Map<string, MappedType>();

  constructor(direction: 'input' | 'output', names: NameRegistry) {
    this.direction = direction;
    this.names = names;
  }

  /**
   * @param name the type's name, should the schema need one
   * @param subject what the value is, in words, for descriptions the author did not write
   */
  map(schema: unknown, name: string, subject: string, path: Issue['path']): MappedType {
    this.root = schema;
    this.baseName = name;
    this.referenced = new Map();
    // The whole may be referred to from within, so it is mapped as what `#` leads to.
    return isRecord(schema) && isObjectSchema(schema)
      ? this.mapReference('#', name, subject, path)
      : this.mapSchema(schema, name, subject, path);
  }

  private mapSchema(schema: unknown, name: string, subject: string, path: Issue['path']): MappedType {
    if (!isRecord(schema)) return this.untyped(path, 'is not a schema with a type');
    if (typeof schema.$ref === 'string') return this.mapReference(schema.$ref, name, subject, path);
    const variants = readVariants(schema, each => this.resolve(each));
    if (variants) return this.mapVariants(variants, schema, name, subject, path);
    const only = onlyBranch(schema);
    if (only) {
      const mapped = this.mapSchema(only.schema, name, subject, [...path, ...only.path]);
      return { ...mapped, nullable: mapped.nullable || only.nullable };
    }
    const combinator = COMBINATORS.find(keyword => keyword in schema);
    if (combinator) return this.untyped(path, `uses ${combinator}, which GraphQL cannot express`);
    const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? typeOfConst(schema)];
    const named = types.filter(type => type !== 'null');
    const nullable = named.length < types.length;
    if (named.length !== 1) return this.untyped(path, 'has no single type');
    return { ...this.mapNamed(named[0], schema, name, subject, path), nullable };
  }

  /** One type for all references to one place; within that place itself, the reference is known before the type is. */
  private mapReference(pointer: string, name: string, subject: string, path: Issue['path']): MappedType {
    const known = this.referenced.get(pointer);
    if (known?.unfinished && known.type === 'JSON')
      return this.untyped(path, `refers to ${pointer}, in which it stands`);
    if (known) return known;
    const target = this.resolve({ $ref: pointer });
    if (target === undefined) return this.untyped(path, `refers to ${pointer}, which leads nowhere in its schema`);
    const title = pascalCase(pointer.split('/').at(-1) ?? '');
    const wanted = pointer === '#' || title === '' ? name : `${this.baseName}${title}`;
    const placeholder = { type: 'JSON', nullable: false, convert: asIs, unfinished: true };
    let finished: MappedType | undefined;
    // Only objects can stand in themselves under a name that is known before.
    if (isObjectSchema(target)) {
      const type = this.names.claim(wanted);
      placeholder.type = type;
      placeholder.convert = value => finished!.convert(value);
      this.referenced.set(pointer, placeholder);
      finished = this.mapObject(target, type, subject, path, type);
    } else {
      this.referenced.set(pointer, placeholder);
      finished = this.mapSchema(target, wanted, subject, path);
    }
    this.referenced.set(pointer, finished);
    return finished;
  }

  /** What a schema is once its reference is followed; undefined if that leads nowhere, or around in a circle. */
  private resolve(schema: unknown): JsonSchema | undefined {
    let found = schema;
    for (let step = 0; step < MAX_REFERENCES; step++) {
      if (!isRecord(found)) return undefined;
      if (typeof found.$ref !== 'string') return found;
      found = followPointer(this.root, found.$ref);
    }
    return undefined;
  }

  /** A union of what is answered; as an input, one field for each variant, of which one is given. */
  private mapVariants(
    { property, branches }: Variants,
    schema: JsonSchema,
    name: string,
    subject: string,
    path: Issue['path'],
  ): MappedType {
    const fields = branches.map(({ tag }) => camelCase(tag));
    if (new Set(fields).size < fields.length || !fields.every(isGraphQLName))
      return this.untyped(path, 'has variants whose names fall together');
    const type = this.names.claim(name);
    const mapped = branches.map(({ tag, schema: branch }, index) => {
      const words = `${describe(branch, `What is ${tag} of: ${subject}`)}`;
      const own = this.names.claim(`${type}${pascalCase(tag)}`);
      const withoutTag = this.direction === 'input' ? withoutProperty(branch, property) : branch;
      const empty = Object.keys((withoutTag.properties ?? {}) as object).length === 0;
      // GraphQL has no type without fields: a variant that only has a name is chosen by true.
      const value: MappedType = empty
        ? { type: 'Boolean', nullable: false, convert: () => ({}) }
        : this.mapObject(withoutTag, own, words, [...path, 'oneOf', index], own);
      return { tag, field: fields[index]!, words, value };
    });
    const described = quote(describe(schema, subject));
    if (this.direction === 'output') {
      this.definitions.push(`${described}\nunion ${type} = ${mapped.map(({ value }) => value.type).join(' | ')}`);
      const byTag = new Map(mapped.map(({ tag, value }) => [tag, value]));
      const convert = (value: unknown) => {
        const variant = isRecord(value) ? byTag.get(String(value[property])) : undefined;
        return variant ? { ...(variant.convert(value) as object), __typename: variant.type } : value;
      };
      return { type, nullable: false, convert };
    }
    this.warnings.push({ path: [...path, 'oneOf'], message: GIVEN_ONCE });
    const lines = mapped.map(({ field, words, value }) => `  ${quote(words)}\n  ${field}: ${value.type}`);
    const oneOf = quote(`${describe(schema, subject)} Exactly one of its fields is given.`);
    this.definitions.push(`${oneOf}\ninput ${type} {\n${lines.join('\n')}\n}`);
    const convert = (value: unknown) => {
      if (!isRecord(value)) return value;
      const given = mapped.filter(({ field }) => value[field] !== undefined && value[field] !== null);
      const [first, second] = given;
      // What is none of the variants, or more than one, is left to be refused by the schema.
      if (!first || second) return {};
      return { [property]: first.tag, ...(first.value.convert(value[first.field]) as object) };
    };
    return { type, nullable: false, convert };
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
    if (schema.enum !== undefined || schema.const !== undefined) return this.mapEnum(schema, name, subject, path);
    if (schema.format !== 'date-time') return { type: 'String', nullable: false, convert: asIs };
    // The scalar may have parsed the text already; the action's schema wants the text.
    return {
      type: 'DateTime',
      nullable: false,
      convert: value => (value instanceof Date ? value.toISOString() : value),
    };
  }

  private mapEnum(schema: JsonSchema, name: string, subject: string, path: Issue['path']): MappedType {
    const values = ((schema.enum ?? [schema.const]) as unknown[]).filter(value => value !== null).map(String);
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
    const item = this.mapSchema(schema.items, `${name}Item`, `An item of: ${subject}`, [...path, 'items']);
    return {
      type: `[${item.type}${item.nullable ? '' : '!'}]`,
      nullable: false,
      convert: value => (Array.isArray(value) ? value.map(each => (each === null ? null : item.convert(each))) : value),
    };
  }

  /** @param claimed the type's name, if it is claimed already */
  private mapObject(
    schema: JsonSchema,
    name: string,
    subject: string,
    path: Issue['path'],
    claimed?: string,
  ): MappedType {
    const properties = isRecord(schema.properties) ? schema.properties : {};
    if (Object.keys(properties).length === 0) return this.untyped(path, 'is an object without properties');
    if (schema.patternProperties !== undefined)
      return this.untyped(path, 'uses patternProperties, which GraphQL cannot express');
    if (schema.additionalProperties === true || isRecord(schema.additionalProperties))
      this.warnings.push({ path, message: 'allows further properties, which the typed mutation does not carry' });
    const type = claimed ?? this.names.claim(name);
    const required = Array.isArray(schema.required) ? schema.required : [];
    const fieldNames = newFieldNames();
    const lines: string[] = [];
    const fields = Object.entries(properties).map(([property, value]): MappedField => {
      const field = fieldNames(property);
      const words = `The ${plainWords(property) || 'value'} of: ${subject}`;
      const mapped = this.mapSchema(value, `${type}${pascalCase(field) || 'Value'}`, words, [
        ...path,
        'properties',
        property,
      ]);
      const optional = !required.includes(property);
      // A type that needs itself in itself could never be given; the schema refuses what lacks it.
      const endless = mapped.unfinished === true && this.direction === 'input';
      lines.push(
        `  ${quote(describe(value, words))}\n  ${field}: ${mapped.type}${optional || mapped.nullable || endless ? '' : '!'}`,
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

interface Variants {
  /** The property that tells the variants apart. */
  readonly property: string;
  readonly branches: ReadonlyArray<{ readonly tag: string; readonly schema: JsonSchema }>;
}

/** The variants of a `oneOf` of objects that one required constant tells apart; undefined if it is no such thing. */
function readVariants(schema: JsonSchema, resolve: (schema: unknown) => JsonSchema | undefined): Variants | undefined {
  if (!Array.isArray(schema.oneOf) || schema.oneOf.length < 2 || schema.anyOf || schema.allOf) return undefined;
  const branches = schema.oneOf.map(resolve);
  if (!branches.every(branch => branch !== undefined && isObjectSchema(branch))) return undefined;
  const objects = branches as JsonSchema[];
  const named = isRecord(schema.discriminator) ? schema.discriminator.propertyName : undefined;
  const candidates = typeof named === 'string' ? [named] : Object.keys(objects[0]!.properties as object);
  for (const property of candidates) {
    const tags = objects.map(branch => tagOf(branch, property));
    if (tags.every(tag => tag !== undefined) && new Set(tags).size === tags.length)
      return { property, branches: objects.map((branch, index) => ({ tag: tags[index]!, schema: branch })) };
  }
  return undefined;
}

function tagOf({ properties, required }: JsonSchema, property: string): string | undefined {
  const schema = (properties as Record<string, unknown>)[property];
  if (!isRecord(schema) || !Array.isArray(required) || !required.includes(property)) return undefined;
  const value = schema.const ?? (Array.isArray(schema.enum) && schema.enum.length === 1 ? schema.enum[0] : undefined);
  return typeof value === 'string' ? value : undefined;
}

function withoutProperty(schema: JsonSchema, property: string): JsonSchema {
  const { [property]: _, ...properties } = schema.properties as Record<string, unknown>;
  return { ...schema, properties };
}

/** The one schema that an `anyOf`, `oneOf` or `allOf` stands for, if the others only add null. */
function onlyBranch(schema: JsonSchema): { schema: unknown; path: Issue['path']; nullable: boolean } | undefined {
  const used = COMBINATORS.filter(keyword => keyword in schema);
  const [keyword] = used;
  const branches = keyword ? schema[keyword] : undefined;
  if (used.length !== 1 || !Array.isArray(branches) || 'type' in schema || 'properties' in schema) return undefined;
  const isNull = (branch: unknown) => isRecord(branch) && branch.type === 'null';
  const others = keyword === 'allOf' ? branches : branches.filter(branch => !isNull(branch));
  if (others.length !== 1) return undefined;
  const index = branches.indexOf(others[0]);
  return { schema: others[0], path: [keyword!, index], nullable: others.length < branches.length };
}

const isObjectSchema = (schema: JsonSchema): boolean =>
  schema.type === 'object' &&
  isRecord(schema.properties) &&
  Object.keys(schema.properties).length > 0 &&
  schema.patternProperties === undefined &&
  !COMBINATORS.some(keyword => keyword in schema);

const typeOfConst = ({ const: value, enum: values }: JsonSchema): string | undefined => {
  const constants = value === undefined ? (Array.isArray(values) ? values : []) : [value];
  return constants.length > 0 && constants.every(each => typeof each === 'string') ? 'string' : undefined;
};

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
