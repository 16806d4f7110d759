import { describe, expect, test } from 'vitest';
import { sign, startGateway } from './gateway-harness.ts';

const FOUR_FETCHES = `query Four { event(id: "e1") { title sold widgets organization { name } } }`;
const FOUR_ANSWER = {
  event: { title: 'Event e1', sold: 2, widgets: ['widget of e1'], organization: { name: 'Organization o1' } },
};

describe.each([
  ['in process', false],
  ['over signed HTTP', true],
])('gateway with subgraphs %s', (_, http) => {
  test('joins entities of four subgraphs into one answer', async () => {
    const { post } = await startGateway({ http });
    const answer = await post({ query: FOUR_FETCHES });
    expect(answer.json).toEqual({ data: FOUR_ANSWER });
    expect(answer.status).toBe(200);
  });

  test('hands the verified viewer and the request id to subgraphs', async () => {
    const { post } = await startGateway({ http });
    const answer = await post(
      { query: '{ me { kind requestId } }' },
      { authorization: `Bearer ${sign()}`, 'x-request-id': 'from-the-caller' },
    );
    expect(answer.json.data.me).toEqual({ kind: 'user', requestId: 'from-the-caller' });
    expect(answer.headers.get('x-request-id')).toBe('from-the-caller');
  });

  test('answers an operation of the same process without HTTP', async () => {
    const { gateway } = await startGateway({ http });
    expect(await gateway.execute({ query: FOUR_FETCHES })).toEqual({ data: FOUR_ANSWER });
    const own = await gateway.execute({ query: '{ me { kind } }', accessToken: sign() });
    expect(own.data).toEqual({ me: { kind: 'user' } });
  });
});
