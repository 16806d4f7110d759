import type { SubgraphEndpoint, SubgraphName } from '@ticketbase/kernel';
import { describe, expect, test } from 'vitest';
import { pooledEndpoint } from '../src/index.ts';
import { SECRET, serveSigned, sign, startGateway } from './gateway-harness.ts';
import { newStage, tinyEndpoint, tinySubgraphs } from './tiny-subgraphs.ts';

type Told = Partial<Record<SubgraphName, string>>;

/** A gateway over subgraphs that say how long their answers may be kept. */
async function gatewayOver(told: Told, transport: 'in process' | 'over HTTP') {
  const subgraphs = tinySubgraphs({ stage: newStage(), apiAccessToken: () => '' });
  const endpoints: Partial<Record<SubgraphName, SubgraphEndpoint>> = {};
  for (const name of ['users', 'events', 'payments'] as const) {
    const inner = tinyEndpoint(name, subgraphs[name]!);
    const local: SubgraphEndpoint = {
      name,
      execute: async request => ({ ...(await inner.execute(request)), cacheControl: told[name] }),
    };
    endpoints[name] =
      transport === 'in process'
        ? local
        : pooledEndpoint({ name, url: await serveSigned(local, []), secret: SECRET, caller: 'gateway' });
  }
  return startGateway({ endpoints });
}

const ONE = '{ event(id: "e1") { title } }';
const BOTH = '{ event(id: "e1") { title organization { name } } }';

describe.each(['in process', 'over HTTP'] as const)('how long an answer may be kept, subgraphs %s', transport => {
  test.each<[string, Told, string, string]>([
    ['nobody says so', {}, ONE, 'no-store'],
    ['its subgraph says so', { events: 'public, max-age=30' }, ONE, 'public, max-age=30'],
    ['one of two says nothing', { events: 'public, max-age=30' }, BOTH, 'no-store'],
    [
      'two say so: the shorter',
      { events: 'public, max-age=30', users: 'public, max-age=5' },
      BOTH,
      'public, max-age=5',
    ],
    ['one is private', { events: 'public, max-age=30', users: 'private, max-age=60' }, BOTH, 'private, max-age=30'],
    ['one is not to be stored', { events: 'no-store', users: 'public, max-age=60' }, BOTH, 'no-store'],
    ['another is not asked', { events: 'public, max-age=30', payments: 'no-store' }, ONE, 'public, max-age=30'],
  ])('is told where %s', async (_, told, query, expected) => {
    const { post } = await gatewayOver(told, transport);
    const { headers } = await post({ query });
    expect(headers.get('cache-control')).toBe(expected);
    expect(headers.get('vary')).toContain('Authorization');
  });

  test('is only by the client where it is signed in, and not at all where something failed or changed', async () => {
    const { post } = await gatewayOver({ events: 'public, max-age=30' }, transport);
    const of = async (query: string, headers?: Record<string, string>) =>
      (await post({ query }, headers)).headers.get('cache-control');
    expect(await of(ONE, { authorization: `Bearer ${sign()}` })).toBe('private, max-age=30');
    expect(await of('{ event(id: "missing") { title } }')).toBe('no-store');
    expect(await of('mutation { change(by: 1) }')).toBe('no-store');
    expect(await of('{ __typename }')).toBe('no-store');
    expect(await of('{ nothing }')).toBe('no-store');
  });
});
