import { fakeEndpoint } from '@ticketbase/testing';

/**
 * A payment provider in memory, behind the seam to plugins. It keeps what real ones keep: charges by order and refunds
 * by idempotency key, each made once however often it is asked for.
 */
export class Provider {
  /** Order → what its buyer was charged. */
  readonly charges = new Map<string, number>();
  /** Order → how often its buyer was charged; more than once is the fault that all of this is about. */
  readonly timesCharged = new Map<string, number>();
  /** Idempotency key → what was given back. */
  readonly refunds = new Map<string, { orderId: string; amount: number }>();
  /** What the next refunds end in; REFUNDED when there is nothing more. */
  readonly refundAnswers: Array<'REFUNDED' | 'PENDING' | 'FAILED'> = [];

  /** The buyer pays on the provider's page. */
  charge(orderId: string, amount: number): void {
    this.charges.set(orderId, amount);
    this.timesCharged.set(orderId, (this.timesCharged.get(orderId) ?? 0) + 1);
  }

  refundedOf(orderId: string): number {
    const own = [...this.refunds.values()].filter(refund => refund.orderId === orderId);
    return own.reduce((sum, { amount }) => sum + amount, 0);
  }

  readonly endpoint = fakeEndpoint('plugins', {
    paymentMethodsForService: () => [
      method('transfer:bank', 'start-transfer', null, null),
      method('cards:card', 'start-card', 'ask-card', 'refund-card'),
    ],
    runPluginAction: ({ action, params }) => ({
      ok: true,
      data: this.actions[action as keyof Provider['actions']](params as never),
      error: null,
    }),
  });

  private readonly actions = {
    'start-transfer': ({ orderNumber }: { orderNumber: string }) => ({
      reference: `REF ${orderNumber}`,
      instructions: 'Transfer the amount.',
      nextAction: { type: 'NONE' },
    }),
    'start-card': ({ orderId }: { orderId: string }) => ({
      reference: `pi_${orderId}`,
      nextAction: { type: 'REDIRECT', url: 'https://pay.example/1' },
    }),
    'ask-card': ({ orderId, currency }: { orderId: string; currency: string }) => {
      const amount = this.charges.get(orderId);
      return amount === undefined ? { status: 'PENDING' } : { status: 'PAID', amount, currency };
    },
    'refund-card': ({
      orderId,
      amount,
      idempotencyKey,
    }: {
      orderId: string;
      amount: number;
      idempotencyKey: string;
    }) => {
      if (this.refunds.has(idempotencyKey)) return { status: 'REFUNDED', externalId: idempotencyKey };
      const status = this.refundAnswers.shift() ?? 'REFUNDED';
      if (status === 'REFUNDED') this.refunds.set(idempotencyKey, { orderId, amount });
      return { status };
    },
  };
}

function method(id: string, startAction: string, confirmAction: string | null, refundAction: string | null) {
  const [pluginId, methodId] = id.split(':');
  return { id, pluginId, methodId, label: id, description: null, startAction, confirmAction, refundAction };
}
