import { type Given, runAction, runHook } from '@ticketbase/plugin-testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLocalDiscord } from './local-discord.ts';

const plugin = new URL('..', import.meta.url);
const WEBHOOK = '123456789012345678/Abc-def_0123456789';
const EUR = (amount: number) => ({ amount, currency: 'EUR' });
const order = {
  ...{
    orderId: '0198c0de-0000-7000-8000-000000000001',
    number: 'HH-000042',
    eventId: '0198c0de-0000-7000-8000-0000000000ee',
  },
  ...{ buyer: { name: '@everyone Ada', email: 'ada@example.com' }, buyerUserId: null, total: EUR(4_250) },
  ...{ paymentMethod: null, promoCode: null, tickets: [], refund: EUR(2_125), reason: null },
  items: [
    { ticketTypeId: '0198c0de-0000-7000-8000-0000000000aa', name: 'Early *bird*', quantity: 2, total: EUR(4_250) },
  ],
};

let discord: Awaited<ReturnType<typeof startLocalDiscord>>;
beforeAll(async () => {
  discord = await startLocalDiscord(WEBHOOK);
});
beforeEach(() => {
  discord.messages.splice(0);
  discord.next.splice(0);
});
afterAll(() => discord.close());

const given = (change: Given = {}): Given => ({
  configuration: { webhook: WEBHOOK },
  fetch: discord.forward,
  graphql: () => ({ event: { title: 'Harbour _Nights_' } }),
  ...change,
});
const confirmed = (change?: Given, id = '0198c0de-0000-7000-8000-000000000009') =>
  runHook(plugin, 'order.confirmed', { id, payload: order }, given(change));

describe('the channel', () => {
  test('is told of a paid order: what was sold for how much, of no buyer, mentioning nobody', async () => {
    expect(await confirmed()).toMatchObject({ ok: true });
    expect(discord.messages).toEqual([
      {
        content: '**Harbour \\_Nights\\_**: order HH-000042, 2 × Early \\*bird\\*, €42.50',
        allowed_mentions: { parse: [] },
      },
    ]);
  });

  test('is told of a refund', async () => {
    const payload = { ...order, reason: 'ill' };
    expect(await runHook(plugin, 'order.refunded', { payload }, given())).toMatchObject({ ok: true });
    expect(discord.messages[0]!.content).toBe('**Harbour \\_Nights\\_**: €21.25 of order HH-000042 given back (ill)');
  });

  test('is told once of an event that the hook is told of twice', async () => {
    const { storage } = await confirmed();
    expect(await confirmed({ storage })).toMatchObject({ ok: true });
    expect(discord.messages).toHaveLength(1);
  });

  test('is told only of what the organization wants it to be told of', async () => {
    await confirmed({ configuration: { webhook: WEBHOOK, orders: false } });
    expect(discord.messages).toEqual([]);
  });

  test('gets a greeting to try the webhook', async () => {
    expect(await runAction(plugin, 'send-greeting', {}, given())).toMatchObject({ ok: true, data: { sent: true } });
    expect(discord.messages).toHaveLength(1);
  });
});

describe('when Discord does not take it', () => {
  test('the hook waits for as long as Discord asks, if that is short', async () => {
    discord.next.push({ status: 429, headers: { 'retry-after': '0.2' } });
    expect(await confirmed()).toMatchObject({ ok: true });
    expect(discord.messages).toHaveLength(1);
  });

  test.each([
    ['asks for long patience', { status: 429, headers: { 'retry-after': '60' } }, 'Discord answered 429.'],
    ['fails', { status: 503 }, 'Discord answered 503.'],
  ])(
    'a host that %s makes the hook fail, so that it is tried again, and remembers nothing',
    async (_, answer, message) => {
      discord.next.push(answer);
      expect(await confirmed()).toMatchObject({ ok: false, error: { code: 'PLUGIN_THREW', message }, storage: {} });
      expect(await confirmed()).toMatchObject({ ok: true });
      expect(discord.messages).toHaveLength(1);
    },
  );

  test('a webhook that is gone is said in the log, and not tried again', async () => {
    const webhook = '1/gone-and-forgotten';
    const run = await confirmed({ configuration: { webhook } });
    expect(run).toMatchObject({ ok: true, logs: [{ level: 'error', message: expect.stringContaining('webhook') }] });
    expect(JSON.stringify(run.logs)).not.toContain(webhook);
  });
});

test.each(['https://discord.com/api/webhooks/1/abcdefghijkl', '1/../../users', '1/abc?x=1', '1'])(
  'the setting %j is refused',
  async webhook => {
    expect(await confirmed({ configuration: { webhook } })).toMatchObject({
      ok: false,
      error: { code: 'PLUGIN_NOT_CONFIGURED' },
    });
  },
);

test('only the last events are remembered', async () => {
  const storage = Object.fromEntries(
    Array.from({ length: 150 }, (_, n) => [`told/0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`, true]),
  );
  const run = await confirmed({ storage }, '0198c0df-0000-7000-8000-000000000009');
  expect(Object.keys(run.storage)).toHaveLength(150);
  expect(run.storage).not.toHaveProperty('told/0198c0de-0000-7000-8000-000000000000');
});
