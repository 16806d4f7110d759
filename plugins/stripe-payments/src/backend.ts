import { defineActions, type WebhookCall, type WebhookResponse } from '@ticketbase/plugin-sdk';
import { fromStripe, toStripe } from './amounts.ts';
import type { Plugin } from './generated/plugin.ts';
import { isSigned } from './signature.ts';
import { type CheckoutSession, StripeApi } from './stripe-api.ts';

/** The events after which a session may be paid; others are none of ours. */
const PAID_EVENTS = ['checkout.session.completed', 'checkout.session.async_payment_succeeded'];
const FAILED_EVENTS = ['checkout.session.async_payment_failed', 'checkout.session.expired'];

const REFUND_STATUS = {
  succeeded: 'REFUNDED',
  pending: 'PENDING',
  requires_action: 'PENDING',
  failed: 'FAILED',
  canceled: 'FAILED',
} as const;

export const backendActions = defineActions<Plugin>({
  // The same order always names the same session, so a checkout that is repeated makes no second one.
  'start-payment': async (payment, { secretKey }, ctx) => {
    const session = await new StripeApi(ctx, secretKey).createSession(
      {
        mode: 'payment',
        client_reference_id: payment.orderId,
        customer_email: payment.buyerEmail,
        success_url: payment.returnUrl,
        cancel_url: payment.returnUrl,
        'line_items[0][quantity]': 1,
        'line_items[0][price_data][currency]': payment.currency.toLowerCase(),
        'line_items[0][price_data][unit_amount]': toStripe(payment.amount, payment.currency),
        'line_items[0][price_data][product_data][name]': `Order ${payment.orderNumber}`,
        'payment_intent_data[metadata][order]': payment.orderNumber,
      },
      `start-${payment.orderId}`,
    );
    if (!session.url) throw new Error('Stripe gave no page to pay on.');
    ctx.log.info('session created', { session: session.id, orderNumber: payment.orderNumber });
    return { reference: session.id, nextAction: { type: 'REDIRECT', url: session.url } };
  },

  'confirm-payment': async ({ reference }, { secretKey }, ctx) => {
    const session = await new StripeApi(ctx, secretKey).session(reference);
    if (session.payment_status === 'paid') return { status: 'PAID', ...paidBy(session) };
    return { status: session.status === 'expired' ? 'FAILED' : 'PENDING' };
  },

  'refund-payment': async (refund, { secretKey }, ctx) => {
    const stripe = new StripeApi(ctx, secretKey);
    const { payment_intent } = await stripe.session(refund.reference);
    if (!payment_intent) throw new Error('Stripe has no payment for this order.');
    const { id, status } = await stripe.createRefund(
      {
        payment_intent,
        amount: toStripe(refund.amount, refund.currency),
        'metadata[order]': refund.orderNumber,
      },
      refund.idempotencyKey,
    );
    ctx.log.info('refund asked for', { refund: id, orderNumber: refund.orderNumber, status });
    return { status: REFUND_STATUS[status ?? 'pending'], externalId: id };
  },

  // An event only says that something may have changed: whether money came, the platform asks `confirm-payment`, which asks
  // Stripe. A forged event could at most make it ask.
  'take-event': async (params, { webhookSecret }, ctx): Promise<WebhookResponse> => {
    const { body, headers } = params as unknown as WebhookCall;
    const header = headers['stripe-signature'];
    if (!(await isSigned(ctx, { body, header, secret: webhookSecret, now: Date.now() }))) {
      ctx.log.warn('an event without a good signature was refused');
      return { status: 400, body: 'The signature is not good.' };
    }
    const event = JSON.parse(body) as { type: string; data: { object: { client_reference_id?: string | null } } };
    const orderId = event.data.object.client_reference_id;
    if (!orderId || ![...PAID_EVENTS, ...FAILED_EVENTS].includes(event.type)) return { body: 'Nothing to do.' };
    try {
      const { confirmPayment } = await ctx.graphql<{ confirmPayment: { status: string } }>(
        'mutation ($id: ID!) { confirmPayment(orderId: $id) { id status } }',
        { id: orderId },
      );
      return { body: confirmPayment.status };
    } catch (error) {
      const { code } = error as { code?: string };
      // The account may serve other shops, too, whose orders are not ours. Sold out meanwhile: the platform gives it back.
      if (code === 'NOT_FOUND' || code === 'ORDER_EXPIRED_NO_STOCK') return { body: code };
      ctx.log.error('the order could not be confirmed; Stripe will send the event again', { orderId, code });
      return { status: 503 };
    }
  },
});

function paidBy({ amount_total, currency, payment_intent }: CheckoutSession) {
  const code = currency.toUpperCase();
  const paid = { amount: fromStripe(amount_total, code), currency: code };
  return payment_intent ? { ...paid, externalId: payment_intent } : paid;
}
