import { type AnswerRequest, type Given, runAction } from '@ticketbase/plugin-testing';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLocalStripe } from './local-stripe.ts';

const plugin = new URL('..', import.meta.url);
const configuration = { secretKey: 'sk_test_abc123', webhookSecret: 'whsec_abc123' };
const order = {
  ...{ method: 'checkout', amount: 4_250, currency: 'EUR', orderId: 'order-1', orderNumber: 'HH-000042' },
  ...{ buyerName: 'Ada Example', buyerEmail: 'ada@example.com', returnUrl: 'https://tickets.example.com/cart' },
};

let stripe: Awaited<ReturnType<typeof startLocalStripe>>;
beforeAll(async () => {
  stripe = await startLocalStripe(configuration.secretKey);
});
afterAll(() => stripe.close());

/** What the plugin sends to Stripe goes to the local server. */
const toLocalStripe: AnswerRequest = async ({ url, method, headers, body }) => {
  expect(new URL(url).origin).toBe('https://api.stripe.com');
  const response = await fetch(stripe.url + new URL(url).pathname, { method, headers, body });
  return { status: response.status, headers: { 'content-type': 'application/json' }, body: await response.text() };
};

const run = (name: string, params: unknown, given: Given = {}) =>
  runAction<{ reference?: string }>(plugin, name, params, { configuration, fetch: toLocalStripe, ...given });

async function started(change: Partial<typeof order> = {}) {
  const orderId = change.orderId ?? crypto.randomUUID();
  const result = await run('start-payment', { ...order, orderId, ...change });
  if (!result.ok) throw new Error(result.error.message);
  return result.data.reference!;
}

const asked = (reference: string, change: object = {}) => ({
  ...{ orderId: 'order-1', orderNumber: 'HH-000042', reference, amount: 4_250, currency: 'EUR' },
  ...change,
});

describe('a payment', () => {
  test('starts on Stripe’s page, with the order’s amount, and once however often it is started', async () => {
    const first = await run('start-payment', order);
    const again = await run('start-payment', order);
    expect(first).toMatchObject({
      ok: true,
      data: {
        reference: expect.stringMatching(/^cs_test_/),
        nextAction: { type: 'REDIRECT', url: expect.any(String) },
      },
    });
    expect(again).toMatchObject({ ok: true, data: (first as { data: object }).data });
    const made = [...stripe.sessions.values()].filter(session => session.client_reference_id === order.orderId);
    expect(made).toMatchObject([{ amount_total: 4_250, currency: 'eur' }]);
  });

  test('is pending, then paid with what Stripe says was paid; a session that ended unpaid failed', async () => {
    const reference = await started();
    expect(await run('confirm-payment', asked(reference))).toMatchObject({ ok: true, data: { status: 'PENDING' } });
    stripe.pay(reference);
    expect(await run('confirm-payment', asked(reference))).toMatchObject({
      ok: true,
      data: { status: 'PAID', amount: 4_250, currency: 'EUR', externalId: `pi_${reference}` },
    });
    const other = await started();
    stripe.expire(other);
    expect(await run('confirm-payment', asked(other))).toMatchObject({ ok: true, data: { status: 'FAILED' } });
  });

  test('in a currency that Stripe counts otherwise is the same amount on both sides', async () => {
    const reference = await started({ currency: 'ISK', amount: 4_250 });
    expect(stripe.sessions.get(reference)).toMatchObject({ amount_total: 425_000, currency: 'isk' });
    stripe.pay(reference);
    expect(await run('confirm-payment', asked(reference, { currency: 'ISK' }))).toMatchObject({
      data: { amount: 4_250, currency: 'ISK' },
    });
  });

  test('with a key that Stripe does not take fails with Stripe’s reason, and no key is in error or log', async () => {
    const wrong = { ...configuration, secretKey: 'sk_test_wrong' };
    const result = await run('start-payment', { ...order, orderId: 'other' }, { configuration: wrong });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'PLUGIN_THREW', message: expect.stringContaining('401') },
    });
    expect(JSON.stringify([result.logs, result.ok || result.error])).not.toContain('sk_test_wrong');
  });
});

describe('a refund', () => {
  const refund = (reference: string, amount: number, idempotencyKey: string = crypto.randomUUID()) =>
    run('refund-payment', asked(reference, { amount, idempotencyKey }));

  test('goes back once for each key, in parts, and never beyond what was paid', async () => {
    const reference = await started();
    stripe.pay(reference);
    const first = await refund(reference, 1_000, 'refund-1');
    expect(first).toMatchObject({ ok: true, data: { status: 'REFUNDED', externalId: expect.stringMatching(/^re_/) } });
    expect(await refund(reference, 1_000, 'refund-1')).toMatchObject({ data: (first as { data: object }).data });
    expect(await refund(reference, 3_250)).toMatchObject({ ok: true, data: { status: 'REFUNDED' } });
    expect(await refund(reference, 1)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('charge_already_refunded') },
    });
    const given = stripe.refunds.filter(each => each.payment_intent === `pi_${reference}`);
    expect(given.map(({ amount }) => amount)).toEqual([1_000, 3_250]);
  });

  test.each([
    ['pending', 'PENDING'],
    ['failed', 'FAILED'],
  ] as const)('that Stripe calls %s is %s', async (status, shown) => {
    const reference = await started();
    stripe.pay(reference);
    stripe.refundsAre(status);
    expect(await refund(reference, 1_000)).toMatchObject({ ok: true, data: { status: shown } });
    stripe.refundsAre('succeeded');
  });
});

describe('an event', () => {
  const signer = new Stripe('sk_test_unused');
  const now = new Date('2027-05-01T12:00:00Z');
  const seconds = now.getTime() / 1000;
  const completed = JSON.stringify({
    id: 'evt_1',
    type: 'checkout.session.completed',
    data: { object: { id: 'cs_test_1', client_reference_id: 'order-1' } },
  });

  async function send(body: string, header: string | undefined, change: Given = {}) {
    const confirmed: unknown[] = [];
    const graphql = (_query: string, variables: Record<string, unknown>) => {
      confirmed.push(variables.id);
      return { confirmPayment: { id: variables.id, status: 'CONFIRMED' } };
    };
    const call = { webhook: 'stripe', headers: header ? { 'stripe-signature': header } : {}, body, encoding: 'utf8' };
    const result = await run('take-event', { ...call, receivedAt: now.toISOString() }, { now, graphql, ...change });
    return { result, confirmed };
  }
  const sign = (payload: string, { secret = configuration.webhookSecret, timestamp = seconds } = {}) =>
    signer.webhooks.generateTestHeaderString({ payload, secret, timestamp });

  test('signed as Stripe signs confirms its order', async () => {
    const { result, confirmed } = await send(completed, sign(completed));
    expect(result).toMatchObject({ ok: true, data: { body: 'CONFIRMED' } });
    expect(confirmed).toEqual(['order-1']);
  });

  test('signed under one of two secrets, while they are being changed, is taken', async () => {
    const good = sign(completed);
    const other = sign(completed, { secret: 'whsec_old' });
    const both = `${other},${good.split(',').find(part => part.startsWith('v1='))}`;
    expect((await send(completed, both)).confirmed).toEqual(['order-1']);
  });

  test.each([
    ['without a signature', completed, undefined],
    ['with an empty signature', completed, ''],
    ['under another secret', completed, sign(completed, { secret: 'whsec_other' })],
    ['whose body was changed', completed.replace('order-1', 'order-2'), sign(completed)],
    ['that is too old', completed, sign(completed, { timestamp: seconds - 301 })],
    ['from the future', completed, sign(completed, { timestamp: seconds + 301 })],
    ['whose time was changed', completed, sign(completed).replace(/t=\d+/, `t=${seconds - 1}`)],
    ['with a signature of the older kind only', completed, sign(completed).replace('v1=', 'v0=')],
  ])('%s is refused, and nothing is asked', async (_, body, header) => {
    const { result, confirmed } = await send(body, header);
    expect(result).toMatchObject({ ok: true, data: { status: 400 } });
    expect(confirmed).toEqual([]);
  });

  test('of another kind, or of nobody’s order, is answered as taken', async () => {
    const other = JSON.stringify({ id: 'evt_2', type: 'invoice.paid', data: { object: { client_reference_id: 'x' } } });
    expect(await send(other, sign(other))).toMatchObject({
      result: { data: { body: 'Nothing to do.' } },
      confirmed: [],
    });
    const graphql = () => {
      throw Object.assign(new Error('The order was not found.'), { code: 'NOT_FOUND' });
    };
    expect((await send(completed, sign(completed), { graphql })).result).toMatchObject({ data: { body: 'NOT_FOUND' } });
  });

  test('whose order could not be confirmed now is asked for again', async () => {
    const graphql = () => {
      throw Object.assign(new Error('Busy.'), { code: 'ORDER_BUSY' });
    };
    expect((await send(completed, sign(completed), { graphql })).result).toMatchObject({
      ok: true,
      data: { status: 503 },
    });
  });
});
