import { newId, type SubgraphResponse, Viewer } from '@ticketbase/kernel';
import { describe, expect, test } from 'vitest';
import type { RequestContext } from '../request-context.ts';
import { SharedQueries } from './shared-queries.ts';
import type { SubgraphFetch } from './subgraph-client.ts';

const fetch: SubgraphFetch = { query: 'query A($id: ID!) { a(id: $id) { b } }', variables: { id: '1' }, type: 'query' };
const viewer = Viewer.service('one');

const contextOf = (facts: Partial<RequestContext> = {}): RequestContext => ({
  ...{ requestId: newId(), viewer, accessToken: 'token', client: { ip: '192.0.2.1' } },
  ...{ signal: new AbortController().signal, observed: { startedAt: 0 } },
  ...facts,
});

/** A subgraph that answers when it is told to, and counts how often it was asked. */
function subgraph() {
  const waiting: PromiseWithResolvers<SubgraphResponse>[] = [];
  return {
    get asked() {
      return waiting.length;
    },
    send: () => {
      const answer = Promise.withResolvers<SubgraphResponse>();
      waiting.push(answer);
      return answer.promise;
    },
    answer(b = 1) {
      for (const each of waiting) each.resolve({ data: { a: { b } } });
    },
    fail(error: Error) {
      for (const each of waiting) each.reject(error);
    },
  };
}

describe('queries under way', () => {
  test('are shared by those who ask the same, each with an answer of its own', async () => {
    const shared = new SharedQueries();
    const events = subgraph();
    const asked = Array.from({ length: 5 }, () => shared.query('events', fetch, contextOf(), events.send));
    expect(events.asked).toBe(1);
    events.answer();
    const answers = await Promise.all(asked);
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ data: { a: { b: 1 } } })));
    expect(new Set(answers.map(({ data }) => data!.a)).size).toBe(5);
  });

  test.each<[what: string, other: [subgraph: string, fetch: SubgraphFetch, context: RequestContext]]>([
    ['variables', ['events', { ...fetch, variables: { id: '2' } }, contextOf()]],
    ['text', ['events', { ...fetch, query: `${fetch.query} ` }, contextOf()]],
    ['subgraph', ['users', fetch, contextOf()]],
    ['viewer', ['events', fetch, contextOf({ viewer: Viewer.service('one') })]],
    ['token', ['events', fetch, contextOf({ accessToken: 'other' })]],
    ['address', ['events', fetch, contextOf({ client: { ip: '192.0.2.2' } })]],
    ['browser', ['events', fetch, contextOf({ client: { ip: '192.0.2.1', userAgent: 'other' } })]],
  ])('are not shared by who asks with another %s', async (_, other) => {
    const shared = new SharedQueries();
    const events = subgraph();
    const first = shared.query('events', fetch, contextOf(), events.send);
    const second = shared.query(...other, events.send);
    expect(events.asked).toBe(2);
    events.answer();
    await Promise.all([first, second]);
    // The same once more, to show that it is the difference that kept them apart.
    const control = [1, 2].map(() => shared.query('events', fetch, contextOf(), events.send));
    expect(events.asked).toBe(3);
    events.answer();
    await Promise.all(control);
  });

  test('are asked again, each for itself, where the answer is marked as private', async () => {
    const shared = new SharedQueries();
    let asked = 0;
    const send = async (): Promise<SubgraphResponse> => ({
      ...{ data: { a: { b: ++asked } }, cacheControl: 'private, max-age=5' },
    });
    const answers = await Promise.all([1, 2, 3].map(() => shared.query('events', fetch, contextOf(), send)));
    expect(asked).toBe(3);
    expect(answers.map(({ data }) => (data!.a as { b: number }).b).sort()).toEqual([1, 2, 3]);
  });

  test('are not shared with who comes after an answer, or after a change has ended', async () => {
    const shared = new SharedQueries();
    const events = subgraph();
    const before = shared.query('events', fetch, contextOf(), events.send);
    await shared.change(async () => ({ data: { done: true } }));
    const after = shared.query('events', fetch, contextOf(), events.send);
    expect(events.asked).toBe(2);
    events.answer();
    await Promise.all([before, after]);
    void shared.query('events', fetch, contextOf(), events.send);
    expect(events.asked).toBe(3);
  });

  test('are asked again by who waits for one that its asker gave up', async () => {
    const shared = new SharedQueries();
    const given = subgraph();
    const again = subgraph();
    const controller = new AbortController();
    const first = shared.query('events', fetch, contextOf({ signal: controller.signal }), given.send);
    const second = shared.query('events', fetch, contextOf(), again.send);
    controller.abort();
    given.fail(new Error('given up'));
    await expect(first).rejects.toThrow('given up');
    await expect.poll(() => again.asked).toBe(1);
    again.answer(2);
    expect(await second).toEqual({ data: { a: { b: 2 } } });
  });

  test('fail for all who share them', async () => {
    const shared = new SharedQueries();
    const events = subgraph();
    const both = [1, 2].map(() => shared.query('events', fetch, contextOf(), events.send));
    events.fail(new Error('no answer'));
    for (const each of both) await expect(each).rejects.toThrow('no answer');
    expect(events.asked).toBe(1);
  });

  test('are waited for no longer by who goes', async () => {
    const shared = new SharedQueries();
    const events = subgraph();
    const controller = new AbortController();
    const first = shared.query('events', fetch, contextOf(), events.send);
    const second = shared.query('events', fetch, contextOf({ signal: controller.signal }), events.send);
    controller.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    events.answer();
    expect(await first).toEqual({ data: { a: { b: 1 } } });
    expect(events.asked).toBe(1);
  });
});
