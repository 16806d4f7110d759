import { GraphQLError } from 'graphql';
import { type Data, isData } from './merge.ts';
import type { FieldShape, ListShape, ObjectShape, ValueShape } from './shape.ts';

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
  private readonly path: Array<string | number> = [];
  private readonly introspect: Introspect;

  constructor(introspect: Introspect) {
    this.introspect = introspect;
  }

  /** The value as the shape has it, null, or BROKEN for a null that may not be. */
  private value(shape: ValueShape, input: unknown): unknown {
    if (input === null || input === undefined) return shape.nonNull ? this.missing(shape) : null;
    if (shape.kind === 'leaf') {
      if (shape.accepts(input)) return input;
      return this.broken(shape, 'Invalid value found for');
    }
    return shape.kind === 'list' ? this.list(shape, input) : this.object(shape, input);
  }

  private list(shape: ListShape, input: unknown): unknown {
    if (!Array.isArray(input)) return this.broken(shape, 'Invalid value found for');
    const { element } = shape;
    const { length } = input;
    const output = new Array(length);
    const at = this.path.length;
    let isBroken = false;
    for (let index = 0; index < length; index++) {
      this.path[at] = index;
      const value = this.value(element, input[index]);
      if (value === BROKEN) isBroken = true;
      output[index] = value;
    }
    this.path.length = at;
    if (!isBroken) return output;
    return shape.nonNull ? BROKEN : null;
  }

  object(shape: ObjectShape, input: unknown): unknown {
    if (!isData(input)) return this.broken(shape, 'Invalid value found for');
    const typeName = input.__typename;
    const fields = shape.fieldsOf(typeof typeName === 'string' && typeName ? typeName : undefined);
    if (!fields) return this.broken(shape, 'Invalid __typename found for object at');
    const output: Data = {};
    const at = this.path.length;
    for (const field of fields.list) {
      const { name, value: fieldShape } = field;
      if (fieldShape) {
        this.path[at] = name;
        const value = this.value(fieldShape, input[field.source]);
        if (value === BROKEN) {
          this.path.length = at;
          return shape.nonNull ? BROKEN : null;
        }
        output[name] = value;
      } else if (field.introspection) output[name] = this.introspect(field);
      else if (fields.isObject) output[name] = fields.typeName;
      else {
        this.path.length = at;
        return shape.nonNull ? BROKEN : null;
      }
    }
    this.path.length = at;
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
    const last = this.path.at(-1);
    const where = typeof last === 'number' ? `array element of type ${typeName} at index ${last}` : `field ${last}`;
    this.errors.push(new GraphQLError(`${what} ${where}.`, { path: [...this.path], extensions: { code: INVALID } }));
  }
}
