import { z } from 'zod';

const amount = z.int().min(0).describe('Minor units of the currency.');
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217 code.');

/** What the platform hands to a payment plugin's `start` action at checkout. */
export const paymentStartInput = z.object({
  method: z.string().describe('The id of the chosen method.'),
  amount,
  currency,
  orderId: z.string(),
  orderNumber: z.string().describe('The order number people see.'),
  buyerName: z.string(),
  buyerEmail: z.string(),
  returnUrl: z.string().describe('Where the provider sends the buyer afterwards.'),
});
/** What a payment plugin's `start` action answers. */
export const paymentStartOutput = z.object({
  reference: z.string().min(1).max(200).describe('By which this payment is found again.'),
  instructions: z.string().max(5000).optional().describe('What the buyer has to do, in plain text.'),
  nextAction: z.object({
    type: z.enum(['REDIRECT', 'COMPONENT', 'NONE']).describe('Go to a URL, show the plugin’s component, or nothing.'),
    url: z.string().optional(),
    payload: z.record(z.string(), z.unknown()).optional(),
  }),
});
/** What the platform hands to a payment plugin's `confirm` action. */
export const paymentConfirmInput = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  reference: z.string(),
  amount,
  currency,
});
/** What a payment plugin's `confirm` action answers. */
export const paymentConfirmOutput = z.object({
  status: z.enum(['PAID', 'PENDING', 'FAILED']),
  amount: amount.optional(),
  currency: currency.optional(),
  externalId: z.string().max(200).optional().describe('The provider’s name for the payment.'),
});
/** What the platform hands to a payment plugin's `refund` action. */
export const paymentRefundInput = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  reference: z.string(),
  amount,
  currency,
  idempotencyKey: z.string(),
  reason: z.string().optional(),
});
/** What a payment plugin's `refund` action answers. */
export const paymentRefundOutput = z.object({
  status: z.enum(['REFUNDED', 'PENDING', 'FAILED']),
  externalId: z.string().max(200).optional(),
});

export type PaymentStartInput = z.infer<typeof paymentStartInput>;
export type PaymentStartOutput = z.infer<typeof paymentStartOutput>;
export type PaymentConfirmInput = z.infer<typeof paymentConfirmInput>;
export type PaymentConfirmOutput = z.infer<typeof paymentConfirmOutput>;
export type PaymentRefundInput = z.infer<typeof paymentRefundInput>;
export type PaymentRefundOutput = z.infer<typeof paymentRefundOutput>;
