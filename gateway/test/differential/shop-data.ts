import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { hashOf } from './random.ts';

/** How often what goes wrong, and which data there are. */
export interface World {
  readonly seed: number;
  /** Shares of all fields: that fail, that are null, of entities that a subgraph does not know. */
  readonly failing: number;
  readonly absent: number;
  readonly unknown: number;
}

interface Thing {
  readonly __typename: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Keys and what others require: without them it is not their own fault that is seen. */
const NEVER_AT_FAULT = new Set(['id', 'code', 'weight', 'amount', 'price']);
/** What fields get from elsewhere before they can be told. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = { shipping: ['weight', 'price'], fragile: ['weight'] };
const BELOW: Readonly<Record<string, string>> = { price: 'amount' };

/**
 * Resolves any field of any type: its value depends on the seed, the object, the field and its arguments only, so that
 * all subgraphs agree. What fails says in its extensions of which object and field it is.
 */
export function worldResolver(world: World): GraphQLFieldResolver<Thing | undefined, unknown> {
  return (source, args, _context, info) => {
    const { fieldName, parentType, returnType, schema } = info;
    const parent = source?.id ?? 'root';
    const given = JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (fieldName === 'id') return parent;
    const required = (REQUIRED[fieldName] ?? []).map(name => requiredValue(source!, name, parentType, world, schema));
    const at = placeOf(world, parentType.name, parent, fieldName, `${given} ${JSON.stringify(required)}`);
    if (fieldName === 'code') return `code-${parent}`;
    return value(returnType, at, world, schema, {
      never: NEVER_AT_FAULT.has(fieldName),
      of: { type: parentType.name, id: parent, field: fieldName },
    });
  };
}

const placeOf = (world: World, type: string, id: string, field: string, given = '[] []') =>
  `${world.seed} ${type} ${id} ${field} ${given}`;

/** As it came with the reference, or, where there is one graph only, as it would have come. */
function requiredValue(
  source: Thing,
  name: string,
  type: GraphQLObjectType,
  world: World,
  schema: GraphQLSchema,
): unknown {
  if (source[name] !== undefined) return source[name];
  const { type: output } = type.getFields()[name]!;
  const fate = { never: true, of: {} };
  const own = value(output, placeOf(world, type.name, source.id, name), world, schema, fate);
  const below = BELOW[name];
  return below === undefined
    ? own
    : { [below]: requiredValue(own as Thing, below, getNamedType(output) as GraphQLObjectType, world, schema) };
}

interface Fate {
  readonly never: boolean;
  readonly of: object;
}

function value(type: GraphQLOutputType, at: string, world: World, schema: GraphQLSchema, fate: Fate): unknown {
  const share = (hashOf(`fate ${at}`) % 10_000) / 10_000;
  if (!fate.never && share < world.failing)
    throw new GraphQLError('It failed.', { extensions: { code: `FAULT_${hashOf(at) % 3}`, of: fate.of } });
  // Now and then null also where it may not be, as a subgraph with a fault would have it.
  const absent = isNonNullType(type) ? world.absent / 8 : world.absent;
  if (!fate.never && share < world.failing + absent) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const length = hashOf(`length ${at}`) % 4;
    // An error in an element would be one of the whole list: only nulls there.
    const inner = { ...world, failing: 0 };
    return Array.from({ length }, (_, index) => value(nullable.ofType, `${at} ${index}`, inner, schema, fate));
  }
  if (isAbstractType(nullable)) {
    const types = schema
      .getPossibleTypes(nullable)
      .map(({ name }) => name)
      .sort();
    return thing(types[hashOf(`type ${at}`) % types.length]!, at);
  }
  if (isObjectType(nullable)) return thing(nullable.name, at);
  if (isEnumType(nullable)) return nullable.getValues()[hashOf(at) % nullable.getValues().length]!.value;
  return scalar(String(nullable), at);
}

/** Few ids, so that the same thing is often met again; things without a key are named by the place they were met at. */
export const ENTITIES: ReadonlySet<string> = new Set([
  'Product',
  'Category',
  'Book',
  'Movie',
  'Review',
  'User',
  'Warehouse',
]);
const thing = (type: string, at: string): Thing => {
  const id = ENTITIES.has(type) ? String(hashOf(`id ${at}`) % 5) : String(hashOf(at));
  // A warehouse is known by its code, too, so that either key leads to the same one.
  return { __typename: type, id: type === 'Warehouse' ? `w${id}` : id };
};

function scalar(type: string, at: string): unknown {
  const hash = hashOf(`scalar ${at}`);
  if (type === 'Int') return hash % 100;
  if (type === 'Float') return (hash % 100) / 8;
  if (type === 'Boolean') return hash % 2 === 0;
  return `${type.toLowerCase()} ${hash % 1_000}`;
}

/** Finds an entity by whichever key it was sent with; null for one that this subgraph does not know. */
export function findEntity(subgraph: string, world: World, reference: Thing & { code?: string }): Thing | null {
  const id = reference.id ?? reference.code?.slice('code-'.length);
  const share = (hashOf(`known ${world.seed} ${subgraph} ${reference.__typename} ${id}`) % 10_000) / 10_000;
  if (share < world.unknown / 2) return null;
  if (share < world.unknown)
    throw new GraphQLError('It is unknown.', {
      extensions: { code: 'UNKNOWN', of: { type: reference.__typename, id } },
    });
  return { ...reference, id };
}
