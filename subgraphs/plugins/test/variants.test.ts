import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PluginHost } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

const taken: unknown[] = [];
// Answers what it was given: what counts here is what GraphQL makes of both.
const echo: PluginHost = {
  run: async ({ params }) => {
    taken.push(params);
    return { ok: true, data: params, durationMs: 0 };
  },
  ready: async () => true,
};
const owner = testViewer();

let world: World;
beforeAll(async () => {
  world = await createWorld({ pluginHost: echo });
  const part = { $ref: '#/$defs/part' };
  const payment = {
    type: 'object',
    discriminator: { propertyName: 'how' },
    oneOf: [
      {
        type: 'object',
        required: ['how', 'number'],
        properties: { how: { const: 'by-card' }, number: { type: 'string' } },
      },
      {
        type: 'object',
        required: ['how'],
        properties: { how: { const: 'split' }, parts: { type: 'array', items: part } },
      },
    ],
  };
  const schema = {
    type: 'object',
    required: ['payment'],
    properties: { payment },
    $defs: { part: { type: 'object', required: ['cents'], properties: { cents: { type: 'integer' }, of: part } } },
  };
  const manifest = manifestOf({
    configSchema: { type: 'object' },
    actions: { pay: { input: schema, output: schema } },
  });
  const { errors } = await world.publish(owner, bundleOf(manifest));
  if (errors) throw new Error(JSON.stringify(errors));
  await world.install(owner, 'greeter');
});
afterAll(() => world?.close());

const pay = (payment: object) =>
  world.ask(
    owner,
    `mutation ($payment: GreeterPayInputPayment!) { greeter_pay(input: { payment: $payment }) { payment {
      __typename ... on GreeterPayResultPaymentByCard { how number }
      ... on GreeterPayResultPaymentSplit { parts { cents of { cents } } } } } }`,
    { payment },
  );

test('variants go in as the field of their name and come out as the member of a union, in a supergraph that composes', async () => {
  expect((await pay({ byCard: { number: '42' } })).data).toEqual({
    greeter_pay: { payment: { __typename: 'GreeterPayResultPaymentByCard', how: 'BY_CARD', number: '42' } },
  });
  expect(taken.at(-1)).toEqual({ payment: { how: 'by-card', number: '42' } });
  expect((await pay({ split: { parts: [{ cents: 1, of: { cents: 2 } }] } })).data).toEqual({
    greeter_pay: {
      payment: { __typename: 'GreeterPayResultPaymentSplit', parts: [{ cents: 1, of: { cents: 2 } }] },
    },
  });
});

test('two variants at once, or none, are refused by the schema, and nothing runs', async () => {
  const runs = taken.length;
  for (const payment of [{}, { byCard: { number: '42' }, split: {} }]) {
    const answer = await pay(payment);
    expect(codeOf(answer)).toBe('PLUGIN_INPUT_INVALID');
    expect(answer.errors?.[0]?.extensions?.issues).toMatchObject([{ path: expect.stringContaining('payment') }]);
  }
  expect(taken).toHaveLength(runs);
});
