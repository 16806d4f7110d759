import { defineActions } from '@ticketbase/plugin-sdk';

interface Payment {
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
}
interface Context {
  fetch(url: string, init: object): Promise<{ json(): unknown }>;
}

/** Everything goes to the provider under a key, as with real ones: the order's for a charge, the refund's for a refund. */
async function call(ctx: Context, provider: string, path: string, key: string, body: object) {
  const response = await ctx.fetch(`${provider}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

export const backendActions = defineActions({
  start: async (payment: Payment, { provider }: { provider: string }, ctx: Context) => {
    const { id } = await call(ctx, provider, 'charges', payment.orderId, payment);
    return { reference: String(id), nextAction: { type: 'REDIRECT', url: 'https://provider.example/paid' } };
  },
  confirm: async (payment: Payment, { provider }: { provider: string }, ctx: Context) =>
    call(ctx, provider, 'status', payment.orderId, payment),
  refund: async (refund: Payment & { idempotencyKey: string }, { provider }: { provider: string }, ctx: Context) =>
    call(ctx, provider, 'refunds', refund.idempotencyKey, refund),
} as never);
