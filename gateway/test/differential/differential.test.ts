import { type GraphQLError, parse, validate } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationResult } from '../../src/supergraph/supergraph.ts';
import { faultOfPath } from './fault-places.ts';
import { Random } from './random.ts';
import { type RandomOperation, randomOperation } from './random-operation.ts';
import type { World } from './shop-data.ts';
import { SHOP_SUBGRAPHS } from './shop-subgraphs.ts';
import { type TwoExecutors, twoExecutors } from './two-executors.ts';

const OPERATIONS = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 3_000);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 1_000_000_000);
/** Milliseconds; on a busy machine fewer operations are better than none that ends. */
const ENOUGH = 120_000;

let both: TwoExecutors;
beforeAll(async () => {
  both = await twoExecutors(SHOP_SUBGRAPHS);
});

describe('our executor', () => {
  test(`answers ${OPERATIONS} random operations like @apollo/gateway, with right paths, and where nothing fails like graphql-js`, async () => {
    const seen = { operations: 0, likeGraphqlJs: 0, likeApollo: 0, faultsOfApollo: 0, otherOrderOfApollo: 0 };
    const errors = { operations: 0, invalidData: 0, all: 0, wrongPathsOfApollo: 0 };
    const start = performance.now();
    for (let seed = SEED; seen.operations < OPERATIONS && performance.now() - start < ENOUGH; seed++) {
      const random = new Random(seed);
      const world = randomWorld(random);
      const operation = validOperation(random);
      const ours = await both.ours(operation, world);
      const compared = isCalm(world) ? operation : both.decided(operation);
      const theirs = compared && (await both.theirs(compared, world));
      const what = `DIFFERENTIAL_SEED=${seed} DIFFERENTIAL_OPERATIONS=1\n${operation.query}\n${JSON.stringify(operation.variables)}`;
      seen.operations += 1;
      if (isCalm(world)) {
        const undivided = await both.undivided(operation, world);
        expect(JSON.stringify(ours), what).toBe(JSON.stringify(undivided));
        seen.likeGraphqlJs += 1;
        seen.faultsOfApollo += sorted(theirs?.data) === sorted(undivided.data) ? 0 : 1;
      } else if (theirs) {
        expect(sorted(ours.data), what).toBe(sorted(theirs.data));
        expect(codesOf(ours), what).toEqual(codesOf(theirs));
        seen.likeApollo += 1;
        seen.otherOrderOfApollo += JSON.stringify(ours.data) === JSON.stringify(theirs.data) ? 0 : 1;
      }
      for (const error of ours.errors ?? [])
        expect(faultOfPath(error, ours.data), `${what}\n${error.path}`).toBeUndefined();
      errors.all += ours.errors?.length ?? 0;
      errors.operations += ours.errors ? 1 : 0;
      errors.invalidData += ours.extensions ? 1 : 0;
      errors.wrongPathsOfApollo += (theirs?.errors ?? []).filter(error => faultOfPath(error, theirs?.data)).length;
    }
    console.log(`DIFFERENTIAL_SEED=${SEED}`, seen, errors);
    expect(both.leftToOther).toBe(0);
    // A generator that stopped to make trouble would compare nothing.
    expect(seen.likeGraphqlJs + seen.likeApollo).toBeGreaterThan(seen.operations * 0.8);
    if (seen.operations < 100) return;
    expect(errors.operations).toBeGreaterThan(seen.operations / 20);
    expect(errors.invalidData).toBeGreaterThan(0);
  }, 600_000);
});

/** Each error's code and message, and each fault of the data, whatever their order. */
function codesOf({ errors = [], extensions }: OperationResult): string[] {
  const invalid = (extensions?.valueCompletion ?? []) as GraphQLError[];
  const faults = invalid.map(({ path }) => `invalid ${path?.join('.')}`);
  return [...errors.map(({ message, extensions: { code } }) => `${code} ${message}`), ...faults].sort();
}

const isCalm = ({ failing, absent, unknown }: World) => failing + absent + unknown === 0;

/** As JSON, keys in the order of the alphabet. */
const sorted = (data: unknown): string =>
  JSON.stringify(data, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

function randomWorld(random: Random): World {
  const calm = random.chance(0.3);
  return {
    seed: random.below(1_000_000),
    failing: calm ? 0 : random.pick([0, 0.02, 0.1]),
    absent: calm ? 0 : random.pick([0, 0.1, 0.3]),
    unknown: calm ? 0 : random.pick([0, 0.05, 0.2]),
  };
}

function validOperation(random: Random): RandomOperation {
  for (;;) {
    const operation = randomOperation(both.schema, random);
    if (validate(both.schema, parse(operation.query)).length === 0) return operation;
  }
}
