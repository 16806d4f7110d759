import { GraphQLError } from 'graphql';
import { type Data, isData } from './merge.ts';
import type { FieldShape, Fields, LeafShape, ListShape, ObjectShape, ValueShape } from './shape.ts';

/** The code of data that breaks the schema, as @apollo/gateway has it. */
const INVALID = 'INVALID_GRAPHQL';

/** A null that may not be: whatever it stands in is null, too. */
const BROKEN = Symbol('broken');

export interface Projection {
  readonly data: Data | null;
  /** What breaks the schema, and where. */
  readonly errors: readonly GraphQLError[];
}

/** Answers `__schema` and `__type`. */
export type Introspect = (field: FieldShape) => unknown;

/** Shapes what the subgraphs answered into what the client asked for. Nulls go up to the nearest field that may be null. */
export function project(shape: ObjectShape, input: Data, introspect: Introspect): Projection {
  const projector = new Projector(introspect);
  const data = projector.object(shape, input);
  return { data: data === BROKEN ? null : (data as Data | null), errors: projector.errors };
}

class Projector {
  readonly errors: GraphQLError[] = [];
  /** As long as it has been deepest: an array that is cut and grows again is copied each time. */
  private readonly path: Array<string | number> = [];
  private depth = 0;
  readonly introspect: Introspect;

  constructor(introspect: Introspect) {
    this.introspect = introspect;
  }

  /** The value as the shape has it, null, or BROKEN for a null that may not be. */
  value(shape: ValueShape, input: unknown): unknown {
    if (input === null || input === undefined) return shape.nonNull ? this.missing(shape) : null;
    if (shape.kind === 'leaf') return this.leaf(shape, input);
    return shape.kind === 'list' ? this.list(shape, input) : this.object(shape, input);
  }

  private leaf(shape: LeafShape, input: unknown): unknown {
    if (shape.accepts(input)) return input;
    return this.broken(shape, 'Invalid value found for');
  }

  private list(shape: ListShape, input: unknown): unknown {
    if (!Array.isArray(input)) return this.broken(shape, 'Invalid value found for');
    const { element } = shape;
    const { length } = input;
    const output = new Array(length);
    const at = this.depth++;
    let isBroken = false;
    for (let index = 0; index < length; index++) {
      this.path[at] = index;
      const value = this.value(element, input[index]);
      if (value === BROKEN) isBroken = true;
      output[index] = value;
    }
    this.depth = at;
    if (!isBroken) return output;
    return shape.nonNull ? BROKEN : null;
  }

  object(shape: ObjectShape, input: unknown): unknown {
    if (!isData(input)) return this.broken(shape, 'Invalid value found for');
    const typeName = input.__typename;
    const fields = shape.fieldsOf(typeof typeName === 'string' && typeName ? typeName : undefined);
    if (!fields) return this.broken(shape, 'Invalid __typename found for object at');
    fields.projection ??= compileFields(fields);
    const output = (fields.projection as ProjectFields)(input, this);
    return output === BROKEN && !shape.nonNull ? null : output;
  }

  /** A field of which there is more to see than that it is a leaf as it should be. */
  field({ name, value }: FieldShape, input: unknown): unknown {
    const at = this.depth++;
    this.path[at] = name;
    const output = this.value(value!, input);
    this.depth = at;
    return output;
  }

  private missing({ typeName }: ValueShape): typeof BROKEN {
    this.report('Cannot return null for non-nullable', typeName);
    return BROKEN;
  }

  private broken({ nonNull, typeName }: ValueShape, what: string): typeof BROKEN | null {
    this.report(what, typeName);
    return nonNull ? BROKEN : null;
  }

  private report(what: string, typeName: string): void {
    const path = this.path.slice(0, this.depth);
    const last = path.at(-1);
    const where = typeof last === 'number' ? `array element of type ${typeName} at index ${last}` : `field ${last}`;
    this.errors.push(new GraphQLError(`${what} ${where}.`, { path, extensions: { code: INVALID } }));
  }
}

/** The fields of an object in the order of the answer, or BROKEN. */
type ProjectFields = (input: Data, projector: Projector) => unknown;

/**
 * Compiles the fields of a type into one function, which reads them by name and makes the answer in one literal. Only
 * names that a document was parsed to, which are letters, digits and underscores, become a part of its source.
 */
function compileFields({ list, isObject, typeName }: Fields): ProjectFields {
  const lines: string[] = [];
  const members: string[] = [];
  list.forEach((field, index) => {
    const variable = `v${index}`;
    members.push(`${JSON.stringify(field.name)}: ${variable}`);
    if (field.value || field.introspection) lines.push(`const ${variable} = ${compileField(field, index)}`);
    else lines.push(isObject ? `const ${variable} = typeName;` : 'return BROKEN;');
    if (field.value) lines.push(`if (${variable} === BROKEN) return BROKEN;`);
  });
  const source = `
    return function (input, projector) {
      let v;
      ${lines.join('\n      ')}
      return { ${members.join(', ')} };
    };`;
  return new Function('BROKEN', 'fields', 'typeName', source)(BROKEN, list, typeName) as ProjectFields;
}

function compileField({ value, source, introspection }: FieldShape, index: number): string {
  if (introspection) return `projector.introspect(fields[${index}]);`;
  const look = `projector.field(fields[${index}], v)`;
  if (value?.kind !== 'leaf' || !value.condition) return `(v = input.${source}, ${look});`;
  return `(v = input.${source}, ${value.condition}) ? v : ${look};`;
}
