import type {
  PaymentMethodsForServiceQuery,
  RunPluginActionMutation,
  RunPluginActionMutationVariables,
} from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';

/** A way to pay that an installed plugin offers; its id is `<plugin>:<method>`, e.g. `offline-payments:bank-transfer`. */
export type PluginPaymentMethod = PaymentMethodsForServiceQuery['paymentMethodsForService'][number];

export const paymentMethodsForService = graphql(`
  query PaymentMethodsForService {
    paymentMethodsForService { id pluginId methodId label description startAction confirmAction refundAction }
  }
`);

export type RunPluginActionVariables = RunPluginActionMutationVariables;
export type PluginActionResult = RunPluginActionMutation['runPluginAction'];

export const runPluginAction = graphql(`
  mutation RunPluginAction($pluginId: ID!, $action: String!, $params: JSON!, $idempotencyKey: String) {
    runPluginAction(pluginId: $pluginId, action: $action, params: $params, idempotencyKey: $idempotencyKey) {
      ok
      data
      error { code message }
    }
  }
`);
