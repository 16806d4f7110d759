import type { PluginContext } from '@ticketbase/plugin-sdk';

// https://docs.stripe.com/api: form-encoded requests, JSON answers, one idempotency key for each thing that is made.

const BASE = 'https://api.stripe.com/v1';
/** The shapes below are those of this version, whatever the account's default is. */
const VERSION = '2025-09-30.clover';

export interface CheckoutSession {
  readonly id: string;
  readonly url: string | null;
  readonly status: 'open' | 'complete' | 'expired';
  readonly payment_status: 'paid' | 'unpaid' | 'no_payment_required';
  readonly amount_total: number;
  readonly currency: string;
  readonly payment_intent: string | null;
}

export interface Refund {
  readonly id: string;
  readonly status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled' | null;
}

/** Nested names, as forms write them: `line_items[0][quantity]`. */
type Fields = Readonly<Record<string, string | number>>;

/** Stripe's API, as far as it is needed. Each call throws Error with Stripe's code, never with a key. */
export class StripeApi {
  private readonly ctx: Pick<PluginContext, 'fetch'>;
  private readonly secretKey: string;

  constructor(ctx: Pick<PluginContext, 'fetch'>, secretKey: string) {
    this.ctx = ctx;
    this.secretKey = secretKey;
  }

  createSession(fields: Fields, idempotencyKey: string): Promise<CheckoutSession> {
    return this.send<CheckoutSession>('POST', '/checkout/sessions', fields, idempotencyKey);
  }

  session(id: string): Promise<CheckoutSession> {
    return this.send<CheckoutSession>('GET', `/checkout/sessions/${encodeURIComponent(id)}`);
  }

  createRefund(fields: Fields, idempotencyKey: string): Promise<Refund> {
    return this.send<Refund>('POST', '/refunds', fields, idempotencyKey);
  }

  private async send<Answer>(
    method: 'GET' | 'POST',
    path: string,
    fields?: Fields,
    idempotencyKey?: string,
  ): Promise<Answer> {
    const response = await this.ctx.fetch(BASE + path, {
      method,
      headers: {
        authorization: `Bearer ${this.secretKey}`,
        'stripe-version': VERSION,
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      ...(fields && { body: formOf(fields) }),
    });
    if (response.ok) return response.json<Answer>();
    throw new Error(`Stripe answered ${response.status}: ${await codeOf(response)}`);
  }
}

const formOf = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

/** Stripe's own name for the fault; its sentence may repeat what was sent. */
async function codeOf(response: { json<T>(): Promise<T> }): Promise<string> {
  try {
    const { error } = await response.json<{ error?: { code?: string; type?: string } }>();
    return error?.code ?? error?.type ?? 'no reason';
  } catch {
    return 'no reason';
  }
}
