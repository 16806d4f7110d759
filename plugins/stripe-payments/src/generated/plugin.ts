// Written by `ticketbase-plugin typegen` from plugin.json. Change that instead, and run it again.

export type Configuration = {
  /** A secret or restricted key of the account. A restricted one needs Checkout Sessions and Refunds, to write. */
  secretKey: string;
  /** Stripe shows it where the endpoint is made, for checkout.session.completed and both async_payment events. */
  webhookSecret: string;
};

/** The order to pay for. */
export type StartPaymentParams = {
  /** The way to pay. */
  method: 'checkout';
  /** What is to be paid, in minor units. */
  amount: number;
  /** The currency, as an ISO 4217 code. */
  currency: string;
  /** The order. */
  orderId: string;
  /** The order's number. */
  orderNumber: string;
  /** Who buys. */
  buyerName: string;
  /** Where the buyer is reached. */
  buyerEmail: string;
  /** Where the buyer goes afterwards. */
  returnUrl: string;
};

/** How the order is paid. */
export type StartPaymentResult = {
  /** The Checkout Session. */
  reference: string;
  /** The page to go to. */
  nextAction: {
    /** The buyer leaves for Stripe. */
    type: 'REDIRECT';
    /** The page of the session. */
    url: string;
  };
};

/** The payment to ask about. */
export type ConfirmPaymentParams = {
  /** The order. */
  orderId: string;
  /** The order's number. */
  orderNumber: string;
  /** The Checkout Session. */
  reference: string;
  /** What is to be paid, in minor units. */
  amount: number;
  /** The currency, as an ISO 4217 code. */
  currency: string;
};

/** Whether the money is there. */
export type ConfirmPaymentResult = {
  /** How the payment stands. */
  status: 'PAID' | 'PENDING' | 'FAILED';
  /** What was paid, in minor units. */
  amount?: number;
  /** In which currency. */
  currency?: string;
  /** Stripe's payment. */
  externalId?: string;
};

/** What to give back, and of which payment. */
export type RefundPaymentParams = {
  /** The order. */
  orderId: string;
  /** The order's number. */
  orderNumber: string;
  /** The Checkout Session. */
  reference: string;
  /** What is given back, in minor units. */
  amount: number;
  /** The currency, as an ISO 4217 code. */
  currency: string;
  /** Names this refund. */
  idempotencyKey: string;
  /** Why, for the books. */
  reason?: string;
};

/** How the refund stands. */
export type RefundPaymentResult = {
  /** How it stands. */
  status: 'REFUNDED' | 'PENDING' | 'FAILED';
  /** Stripe's refund. */
  externalId?: string;
};

/** The types behind plugin.json, for `defineActions` and `defineHooks`. */
export interface Plugin {
  configuration: Configuration;
  actions: {
    'start-payment': { input: StartPaymentParams; output: StartPaymentResult };
    'confirm-payment': { input: ConfirmPaymentParams; output: ConfirmPaymentResult };
    'refund-payment': { input: RefundPaymentParams; output: RefundPaymentResult };
    'take-event': { input: Record<string, never>; output: unknown };
  };
}
