import { describe, expect, test } from 'vitest';
import { startGateway } from './gateway-harness.ts';

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

/** Each fragment spreads the next one twice, under two aliases, down to three subgraphs. */
const bomb = (levels: number) =>
  `{events(first:0){nodes{...f0}}}${repeat(
    levels,
    i => `fragment f${i} on Event{a:similar{...f${i + 1}}b:similar{...f${i + 1}}}`,
  )}fragment f${levels} on Event{sold widgets organization{name}}`;

const WITHOUT_GUARDS = {
  ...{ MAX_QUERY_SELECTIONS: '1000000', MAX_QUERY_ALIASES: '1000000', MAX_QUERY_DEPTH: '30' },
  ...{ MAX_QUERY_COST: '1000000000000000', REQUEST_TIMEOUT: '60000' },
};

/**
 * Milliseconds of processor time that this thread took, which is the most for which it could do nothing else: on a
 * busy machine the clock would tell of other processes.
 */
async function blockedFor(work: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

describe('planning', () => {
  test('of a large operation keeps nobody waiting', async () => {
    const { post, gateway } = await startGateway({ env: { ...WITHOUT_GUARDS, PLANNING_TIMEOUT: '30000' } });
    await post({ query: '{ slow }' });
    // The worker starts with the first of them.
    expect((await post({ query: bomb(7) })).json).toEqual({ data: { events: { nodes: [] } } });
    let answer: unknown;
    let took = 0;
    const blocked = await blockedFor(async () => {
      const start = performance.now();
      answer = await gateway.execute({ query: bomb(9) });
      took = performance.now() - start;
    });
    expect(answer).toEqual({ data: { events: { nodes: [] } } });
    expect(took).toBeGreaterThan(blocked);
    expect(blocked).toBeLessThan(100);
  });

  test('that takes too long is given up with a code, and the next is planned', async () => {
    const { post } = await startGateway({ env: { ...WITHOUT_GUARDS, PLANNING_TIMEOUT: '2000' } });
    await post({ query: '{ slow }' });
    let answer: Awaited<ReturnType<typeof post>> | undefined;
    const blocked = await blockedFor(async () => {
      answer = await post({ query: bomb(13) });
    });
    expect(answer!.json.errors).toEqual([
      expect.objectContaining({ extensions: { code: 'PLANNING_TOO_LONG', limit: 2_000 } }),
    ]);
    expect(answer!.json.data).toBeUndefined();
    expect(blocked).toBeLessThan(100);
    // The worker starts anew for it, which takes as long as the machine is busy.
    const next = async () => (await post({ query: bomb(5) })).json.data;
    await expect.poll(next, { timeout: 40_000 }).toBeDefined();
  });

  test('of one operation that many ask for at once is done once', async () => {
    const { post, gateway } = await startGateway({ env: { ...WITHOUT_GUARDS, PLANNING_TIMEOUT: '30000' } });
    const answers = await Promise.all(Array.from({ length: 30 }, () => post({ query: bomb(7) })));
    for (const { json } of answers) expect(json).toEqual({ data: { events: { nodes: [] } } });
    expect(gateway.ready()).toBe(true);
  });
});
