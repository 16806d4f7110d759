import { setImmediate } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger, type SubgraphResponse, Viewer } from '@ticketbase/kernel';
import { Subgraph } from '@ticketbase/subgraph-kit';
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType, Kind, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf, Random } from './random.ts';
import { randomOperation } from './random-operation.ts';
import { ENTITIES, findEntity, type World, worldResolver } from './shop-data.ts';
import { SHOP_SUBGRAPHS } from './shop-subgraphs.ts';

const OPERATIONS = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 3_000);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 1_000_000_000);

/** The world of the operation in hand, and whether its resolvers answer at once, later, or now so and now so. */
interface Circumstances {
  readonly world: World;
  readonly waiting: 'never' | 'always' | 'sometimes';
}

/** Failures that nobody waited for, which end a process that does not look out for them. */
const unhandled: unknown[] = [];
const listeners = process.listeners('unhandledRejection');
beforeAll(() => {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', error => unhandled.push(error));
});
afterAll(() => {
  process.removeAllListeners('unhandledRejection');
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

describe('the compiled executor of subgraphs', () => {
  test(`answers ${OPERATIONS} random operations like graphql-js`, async () => {
    let now: Circumstances | undefined;
    const pairs = Object.entries(SHOP_SUBGRAPHS).map(([name, sdl]) => pair(name, sdl, () => now!));
    const seen = { operations: 0, entities: 0, failing: 0, withoutData: 0, waiting: 0, unhandledByGraphqlJs: 0 };
    for (let seed = SEED; seen.operations < OPERATIONS; seed++) {
      const random = new Random(seed);
      now = randomCircumstances(random);
      const { ours, theirs, schema, entities } = random.pick(pairs);
      const operation = random.chance(0.5)
        ? validOperation(schema, random)
        : entitiesOperation(schema, entities, random);
      const request = { ...operation, viewer: Viewer.anonymous, requestId: 'differential' };
      const what = `DIFFERENTIAL_SEED=${seed} DIFFERENTIAL_OPERATIONS=1\n${operation.query}\n${JSON.stringify(operation.variables)}`;
      // What is asked for once is not compiled.
      await ours.execute(request);
      await setImmediate();
      unhandled.length = 0;
      const compiled = await ours.execute(request);
      await setImmediate();
      // Conditions are left to graphql-js.
      if (!/@(skip|include)/.test(operation.query)) expect(unhandled, what).toHaveLength(0);
      unhandled.length = 0;
      const reference = await theirs.execute(request);
      await setImmediate();
      seen.unhandledByGraphqlJs += unhandled.splice(0).length;
      expect(JSON.stringify(compiled.data), what).toBe(JSON.stringify(reference.data));
      const tell = now.waiting === 'never' ? told : reachable;
      expect(tell(compiled), what).toEqual(tell(reference));
      seen.operations += 1;
      seen.entities += 'representations' in operation.variables ? 1 : 0;
      seen.failing += compiled.errors ? 1 : 0;
      seen.withoutData += compiled.data === null ? 1 : 0;
      seen.waiting += now.waiting === 'never' ? 0 : 1;
    }
    console.log(`DIFFERENTIAL_SEED=${SEED}`, seen);
    if (seen.operations < 100) return;
    const { unhandledByGraphqlJs: _, ...counts } = seen;
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(seen.operations / 100);
  }, 600_000);
});

function pair(name: string, sdl: string, now: () => Circumstances) {
  const schema = schemaOf(name, sdl, now);
  const subgraph = () =>
    new Subgraph({
      schema: { name: 'events', sdl, schema, access: new Map(), fieldScopes: new Map() },
      logger: createLogger('differential', 'silent'),
      createServices: () => ({}),
    });
  const ours = subgraph();
  const theirs = subgraph();
  theirs.executeWith('graphql-js');
  // What gateways ask for is none of what clients do.
  const asked = schemaOf(name, sdl, now);
  for (const field of ['_entities', '_service']) delete asked.getQueryType()!.getFields()[field];
  const entities = [...ENTITIES].filter(type => isObjectType(schema.getType(type)));
  return { ours, theirs, schema: asked, entities };
}

/** Fields are resolved by properties, by functions on the object, and by resolvers, now at once and now later. */
function schemaOf(name: string, sdl: string, now: () => Circumstances): GraphQLSchema {
  const typeDefs = parse(sdl);
  const types = typeDefs.definitions.flatMap(definition =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition.name.value] : [],
  );
  const reference = (__typename: string) => ({
    __resolveReference(given: { id: string }) {
      const { world } = now();
      const find = () => withProperties(findEntity(name, world, { ...given, __typename }), schema, now);
      return isWaiting(now(), `${__typename} ${given.id}`) ? later(find) : find();
    },
  });
  const resolvers = Object.fromEntries(types.filter(type => ENTITIES.has(type)).map(type => [type, reference(type)]));
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    for (const field of Object.values(type.getFields()))
      if (!field.name.startsWith('_') && (isRoot || isResolved(field.name))) field.resolve = resolver(now) as never;
  }
  return schema;
}

/** Some fields have a resolver; others are read off their objects. */
const isResolved = (field: string) => field !== 'id' && hashOf(field) % 2 === 0;

function resolver(now: () => Circumstances): GraphQLFieldResolver<{ id: string } | undefined, unknown> {
  return (source, args, context, info) => {
    const { world } = now();
    const resolve = () => withProperties(worldResolver(world)(source as never, args, context, info), info.schema, now);
    return isWaiting(now(), `${source?.id} ${info.fieldName}`) ? later(resolve) : resolve();
  };
}

/** Things have what is read off them as values, promises or functions; to read some of them throws. */
function withProperties(value: unknown, schema: GraphQLSchema, now: () => Circumstances): unknown {
  if (Array.isArray(value)) return value.map(each => withProperties(each, schema, now));
  const type = schema.getType(String((value as { __typename?: string } | null)?.__typename));
  if (!isObjectType(type)) return value;
  return new Proxy(value as object, {
    get(target, name) {
      const field = type.getFields()[String(name)];
      if (!field || name === 'id') return Reflect.get(target, name);
      const info = { fieldName: field.name, parentType: type, returnType: field.type, schema };
      const resolve = (args: object) => resolver(now)(target as never, args, undefined, info as never);
      return field.args.length > 0 || hashOf(field.name) % 3 === 0 ? resolve : resolve({});
    },
  });
}

const isWaiting = ({ waiting, world: { seed } }: Circumstances, at: string): boolean =>
  waiting === 'always' || (waiting === 'sometimes' && hashOf(`waiting ${seed} ${at}`) % 3 === 0);

const later = async <T>(resolve: () => T): Promise<T> => {
  await undefined;
  return resolve();
};

function randomCircumstances(random: Random): Circumstances {
  const world = {
    seed: random.below(1_000_000),
    failing: random.pick([0, 0.02, 0.1]),
    absent: random.pick([0, 0.1, 0.3]),
    unknown: random.pick([0, 0.05, 0.2]),
  };
  return { world, waiting: random.pick(['never', 'always', 'sometimes']) };
}

function validOperation(schema: GraphQLSchema, random: Random) {
  for (;;) {
    const operation = randomOperation(schema, random);
    if (validate(schema, parse(operation.query)).length === 0) return operation;
  }
}

/** As a gateway asks for more fields of entities that it knows; now and then one that there is not. */
function entitiesOperation(schema: GraphQLSchema, entities: readonly string[], random: Random) {
  const inner = (type: string) => {
    const leaves = Object.values(
      (
        schema.getType(type) as never as {
          getFields(): Record<string, { name: string; type: unknown; args: unknown[] }>;
        }
      ).getFields(),
    );
    const plain = leaves.filter(
      ({ type: output, args }) => args.length === 0 && /^(ID|String|Int|Float|Boolean)!?$/.test(String(output)),
    );
    return Array.from({ length: 3 }, () => random.pick(plain).name);
  };
  const types = Array.from({ length: 1 + random.below(2) }, () => random.pick(entities));
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${types
    .map(type => `... on ${type} { __typename ${inner(type).join(' ')} }`)
    .join(' ')} } }`;
  const representations = Array.from({ length: random.below(6) }, () => {
    const __typename = random.pick(entities);
    const id = String(random.below(5));
    return __typename === 'Warehouse'
      ? { __typename, id: `w${id}`, code: `code-w${id}` }
      : { __typename, id, weight: 3, price: { amount: 2 } };
  });
  const unknown = [{ __typename: 'Nonsense', id: '1' }];
  return { query, variables: { representations: random.chance(0.02) ? unknown : representations } };
}

/** In no order: the specification gives errors none, and of references that fail the first to be done is told first. */
const told = ({ errors = [] }: SubgraphResponse) =>
  errors.map(({ message, path, extensions }) => `${extensions?.code} ${message} ${path?.join('.')}`).sort();

/** Which of the errors below a null are told is a matter of which came first. */
function reachable(answer: SubgraphResponse): string[] {
  const isReachable = (path: ReadonlyArray<string | number>): boolean => {
    let value: unknown = answer.data;
    for (const step of path.slice(0, -1)) {
      value = (value as Record<string | number, unknown> | null)?.[step];
      if (value === null || value === undefined) return false;
    }
    return true;
  };
  const errors = (answer.errors ?? []).filter(({ path }) => path && isReachable(path));
  return told({ errors });
}
