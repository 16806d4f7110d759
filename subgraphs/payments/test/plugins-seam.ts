import { fakeEndpoint } from '@ticketbase/testing';

type Action = (params: Record<string, unknown>) => unknown;

/** The seam to plugins: a manual method, and one that pays and refunds online. An action's value is its `data`. */
export class PluginsSeam {
  readonly calls: { action: string; params: Record<string, unknown>; idempotencyKey: string | null }[] = [];
  readonly actions: Record<string, Action> = {
    'make-reference': ({ orderNumber }) => ({
      reference: `REF-${orderNumber}`,
      instructions: 'Transfer the amount.',
      nextAction: { type: 'NONE' },
    }),
    'start-card': () => ({ reference: 'pi_1', nextAction: { type: 'REDIRECT', url: 'https://pay.example/1' } }),
    'ask-card': () => ({ status: 'PENDING' }),
    'refund-card': () => ({ status: 'REFUNDED', externalId: 're_1' }),
  };

  readonly endpoint = fakeEndpoint('plugins', {
    paymentMethodsForService: () => [
      method('offline-payments:bank-transfer', 'make-reference', null, null),
      method('cards:card', 'start-card', 'ask-card', 'refund-card'),
    ],
    runPluginAction: async ({ action, params, idempotencyKey }) => {
      const call = { action: action as string, params: params as Record<string, unknown> };
      this.calls.push({ ...call, idempotencyKey: (idempotencyKey as string | null) ?? null });
      const data = await this.actions[call.action]!(call.params);
      if (data instanceof Error) return { ok: false, data: null, error: { code: data.message, message: 'No.' } };
      return { ok: true, data, error: null };
    },
  });
}

function method(id: string, startAction: string, confirmAction: string | null, refundAction: string | null) {
  const [pluginId, methodId] = id.split(':');
  return { id, pluginId, methodId, label: id, description: null, startAction, confirmAction, refundAction };
}
