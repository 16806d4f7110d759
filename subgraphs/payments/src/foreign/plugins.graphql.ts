import type { TypedDocument } from '@ticketbase/subgraph-kit';

/** A way to pay that an installed plugin offers. */
export interface PluginPaymentMethod {
  /** `<plugin>:<method>`, e.g. `offline-payments:bank-transfer`. */
  readonly id: string;
  readonly pluginId: string;
  readonly methodId: string;
  readonly label: string;
  readonly description: string | null;
  readonly startAction: string;
  readonly confirmAction: string | null;
  readonly refundAction: string | null;
}

export const paymentMethodsForService = `
  query PaymentMethodsForService {
    paymentMethodsForService { id pluginId methodId label description startAction confirmAction refundAction }
  }
` as TypedDocument<{ paymentMethodsForService: PluginPaymentMethod[] }, Record<string, never>>;

export interface RunPluginActionVariables {
  readonly pluginId: string;
  readonly action: string;
  readonly params: unknown;
  readonly idempotencyKey: string | null;
}

export interface PluginActionResult {
  readonly ok: boolean;
  readonly data: unknown;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export const runPluginAction = `
  mutation RunPluginAction($pluginId: ID!, $action: String!, $params: JSON!, $idempotencyKey: String) {
    runPluginAction(pluginId: $pluginId, action: $action, params: $params, idempotencyKey: $idempotencyKey) {
      ok
      data
      error { code message }
    }
  }
` as TypedDocument<{ runPluginAction: PluginActionResult }, RunPluginActionVariables>;
