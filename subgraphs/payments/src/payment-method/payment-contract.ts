import { z } from 'zod';

// What payment plugins are handed and what they answer: the payment contract of packages/plugin-sdk, which subgraphs
// other than plugins do not import. Unknown fields are dropped.

/**
 * What the `start` action is handed at checkout. Amounts are minor units. A start that was cut short is asked for again
 * with the same orderId, which is the key to give to a provider.
 */
export interface StartPayment {
  readonly method: string;
  readonly amount: number;
  readonly currency: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyerName: string;
  readonly buyerEmail: string;
  readonly returnUrl: string;
}

/** What `start` answers. */
export const startedPayment = z.object({
  reference: z.string().min(1).max(200),
  instructions: z.string().max(5_000).nullish(),
  nextAction: z
    .object({
      type: z.enum(['REDIRECT', 'COMPONENT', 'NONE']),
      url: z
        .url({ protocol: /^https?$/ })
        .max(2_048)
        .nullish(),
      payload: z.record(z.string(), z.unknown()).nullish(),
    })
    .refine(action => action.type !== 'REDIRECT' || action.url != null, {
      path: ['url'],
      error: 'Goes with REDIRECT.',
    }),
});
export type StartedPayment = z.infer<typeof startedPayment>;

/** What the `confirm` action is handed. */
export interface AskPayment {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
}

/** What `confirm` answers. */
export const paymentAnswer = z.object({
  status: z.enum(['PAID', 'PENDING', 'FAILED']),
  amount: z.int().min(0).nullish(),
  currency: z.string().nullish(),
  externalId: z.string().max(200).nullish(),
});

/** What the `refund` action is handed. */
export interface AskRefund extends AskPayment {
  readonly idempotencyKey: string;
  readonly reason?: string;
}

/** What `refund` answers. */
export const refundAnswer = z.object({
  status: z.enum(['REFUNDED', 'PENDING', 'FAILED']),
  externalId: z.string().max(200).nullish(),
});
