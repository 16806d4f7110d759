import { NameRegistry, pascalCase } from '../graphql/names.ts';
import { followPointer } from '../manifest/json-pointer.ts';
import type { JsonSchema } from '../manifest/json-schema.ts';

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};
const OBJECT_KEYWORDS = ['properties', 'additionalProperties', 'patternProperties', 'required'];
const LIST_KEYWORDS = ['items', 'prefixItems'];

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isIdentifier = (name: string) => /^[A-Za-z_$][\w$]*$/.test(name);
/** What stands in a comment must not end it. */
const inComment = (text: string) => text.replaceAll('*/', '*∕').replace(/\s+/g, ' ').trim();
const indent = (text: string) => text.replace(/^(?=.)/gm, '  ');

/** A doc comment made of a schema's own words; empty if it has none. */
export function docComment(schema: unknown): string {
  const words = isSchema(schema) ? (schema.description ?? schema.title) : undefined;
  return typeof words === 'string' && words.trim() !== '' ? `/** ${inComment(words)} */\n` : '';
}

/** Writes JSON Schemas as TypeScript: one declaration for each, and one for each schema that a `$ref` leads to. */
export class TypeScriptWriter {
  readonly declarations: string[] = [];
  private readonly names: NameRegistry;

  /** @param taken names that declarations must not have */
  constructor(taken: Iterable<string>) {
    this.names = new NameRegistry(taken);
  }

  /** Declares the type of `schema` under `wanted`, or under that with a number if it is taken. Answers its name. */
  declare(schema: JsonSchema, wanted: string): string {
    const name = this.names.claim(wanted);
    new SchemaScope(schema, name, this.names, this.declarations).declareRoot();
    return name;
  }
}

/** One schema with its `$ref`s, which may lead to any place in it, also around in circles. */
class SchemaScope {
  private readonly root: JsonSchema;
  private readonly name: string;
  private readonly names: NameRegistry;
  private readonly declarations: string[];
  private readonly referenced = new Map<string, string>();

  constructor(root: JsonSchema, name: string, names: NameRegistry, declarations: string[]) {
    this.root = root;
    this.name = name;
    this.names = names;
    this.declarations = declarations;
    this.referenced.set('#', name);
  }

  declareRoot(): void {
    this.add(this.root, this.name);
  }

  private add(schema: unknown, name: string): void {
    // Not an interface: a type alias also goes where any record is wanted, such as the fields of a log line.
    this.declarations.push(`${docComment(schema)}export type ${name} = ${this.typeOf(schema)};`);
  }

  private typeOf(schema: unknown): string {
    if (schema === false) return 'never';
    if (!isSchema(schema)) return 'unknown';
    if (typeof schema.$ref === 'string') return this.refer(schema.$ref);
    if ('const' in schema) return literal(schema.const);
    if (Array.isArray(schema.enum)) return union(schema.enum.map(literal));
    const own = this.ownType(schema);
    const parts = [
      ...(own === 'unknown' ? [] : [own]),
      ...[schema.anyOf, schema.oneOf].flatMap(list =>
        Array.isArray(list) ? [union(list.map(each => this.typeOf(each)))] : [],
      ),
      ...(Array.isArray(schema.allOf) ? schema.allOf.map(each => this.typeOf(each)) : []),
    ].filter(each => each !== 'unknown');
    return parts.length > 0 ? intersection(parts) : 'unknown';
  }

  private ownType(schema: JsonSchema): string {
    const types: unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type ?? impliedType(schema)];
    return union(types.map(type => this.namedType(type, schema)));
  }

  private namedType(type: unknown, schema: JsonSchema): string {
    if (type === 'object') return this.objectType(schema);
    if (type === 'array') return this.listType(schema);
    return PLAIN[String(type)] ?? 'unknown';
  }

  private listType({ items, prefixItems }: JsonSchema): string {
    if (!Array.isArray(prefixItems)) return listOf(this.typeOf(items));
    // JSON Schema asks of a tuple's items only that those which are there fit.
    const members = prefixItems.map((item, index) => `item${index}?: ${this.typeOf(item)}`);
    const rest = items === false ? [] : [`...rest: ${listOf(this.typeOf(items))}`];
    return `[${[...members, ...rest].join(', ')}]`;
  }

  private objectType({ properties, required, additionalProperties }: JsonSchema): string {
    const declared = Object.entries(isSchema(properties) ? properties : {});
    if (declared.length === 0)
      return `Record<string, ${additionalProperties === false ? 'never' : this.typeOf(additionalProperties)}>`;
    const needed = Array.isArray(required) ? required : [];
    const lines = declared.map(([name, schema]) => {
      const key = isIdentifier(name) ? name : JSON.stringify(name);
      return indent(`${docComment(schema)}${key}${needed.includes(name) ? '' : '?'}: ${this.typeOf(schema)};`);
    });
    // An index signature must fit the declared properties too, so it says no more than that there may be others.
    const open = additionalProperties === true || isSchema(additionalProperties) ? ['  [key: string]: unknown;'] : [];
    return `{\n${[...lines, ...open].join('\n')}\n}`;
  }

  private refer(pointer: string): string {
    const known = this.referenced.get(pointer);
    if (known) return known;
    const target = followPointer(this.root, pointer);
    if (target === undefined) return 'unknown';
    const name = this.names.claim(`${this.name}${pascalCase(pointer.split('/').at(-1) ?? '') || 'Part'}`);
    this.referenced.set(pointer, name);
    this.add(target, name);
    return name;
  }
}

function impliedType(schema: JsonSchema): string | undefined {
  if (OBJECT_KEYWORDS.some(keyword => keyword in schema)) return 'object';
  return LIST_KEYWORDS.some(keyword => keyword in schema) ? 'array' : undefined;
}

function literal(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${literal(each)}`)
    .join('; ')} }`;
}

function union(types: string[]): string {
  const distinct = [...new Set(types)];
  return distinct.length === 0 || distinct.includes('unknown') ? 'unknown' : distinct.join(' | ');
}

function intersection(types: string[]): string {
  const distinct = [...new Set(types)];
  return distinct.length === 1
    ? distinct[0]!
    : distinct.map(each => (each.includes(' | ') ? `(${each})` : each)).join(' & ');
}

const listOf = (type: string) => (/^\w+$/.test(type) ? `${type}[]` : `Array<${type}>`);
