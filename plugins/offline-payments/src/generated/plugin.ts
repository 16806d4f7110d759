// Written by `ticketbase-plugin typegen` from plugin.json. Change that instead, and run it again.

export type Configuration = {
  /** The name the bank knows the account by. */
  accountHolder: string;
  /** The account buyers transfer to. It is stored encrypted and shown to buyers who choose bank transfer. */
  iban: string;
  /** Bank */
  bankName?: string;
  /** Needed for transfers from outside the euro area. */
  bic?: string;
  /** For example the opening hours of the box office and what can be paid with. */
  atTheDoorInstructions?: string;
  /** Begins every payment reference, so that they stand out in the account statement. */
  referencePrefix?: string;
};

/** The order to pay for. */
export type CreatePaymentReferenceParams = {
  /** How the buyer wants to pay. */
  method: 'bank-transfer' | 'at-the-door';
  /** What is to be paid, in minor units of the currency. */
  amount: number;
  /** The currency, as an ISO 4217 code. */
  currency: string;
  /** The order. */
  orderId: string;
  /** The order's number, from which the reference is made. */
  orderNumber: string;
  /** Who buys. */
  buyerName: string;
  /** Where the buyer is reached. */
  buyerEmail: string;
  /** Where the buyer goes afterwards; not needed offline. */
  returnUrl: string;
};

/** How the order is paid. */
export type CreatePaymentReferenceResult = {
  /** The creditor reference (ISO 11649) by which the payment is recognised. */
  reference: string;
  /** What the buyer has to do, in plain text. */
  instructions?: string;
  /** What the shop shows next. */
  nextAction: {
    /** Whether to go to a URL, show this plugin's component, or neither. */
    type: 'REDIRECT' | 'COMPONENT' | 'NONE';
    /** Where to go, for REDIRECT. */
    url?: string;
    /** What the component is given, for COMPONENT. */
    payload?: Record<string, unknown>;
  };
};

/** The payment to ask about. */
export type ConfirmPaymentParams = {
  /** The order. */
  orderId: string;
  /** The order's number. */
  orderNumber: string;
  /** The reference the payment was started with. */
  reference: string;
  /** What is to be paid, in minor units of the currency. */
  amount: number;
  /** The currency, as an ISO 4217 code. */
  currency: string;
};

/** Whether the money is there. */
export type ConfirmPaymentResult = {
  /** Always PENDING here. */
  status: 'PAID' | 'PENDING' | 'FAILED';
};

/** The types behind plugin.json, for `defineActions` and `defineHooks`. */
export interface Plugin {
  configuration: Configuration;
  actions: {
    'create-payment-reference': { input: CreatePaymentReferenceParams; output: CreatePaymentReferenceResult };
    'confirm-payment': { input: ConfirmPaymentParams; output: ConfirmPaymentResult };
  };
}
