import type {
  PaymentConfirmInput,
  PaymentConfirmOutput,
  PaymentStartInput,
  PaymentStartOutput,
} from '@ticketbase/plugin-sdk';

/** What `configSchema` in plugin.json lets an organizer set. */
export interface Configuration {
  accountHolder: string;
  iban: string;
  bankName?: string;
  bic?: string;
  atTheDoorInstructions?: string;
  referencePrefix?: string;
}

/** The types behind plugin.json. */
export interface OfflinePayments {
  configuration: Configuration;
  actions: {
    'create-payment-reference': { input: PaymentStartInput; output: PaymentStartOutput };
    'confirm-payment': { input: PaymentConfirmInput; output: PaymentConfirmOutput };
  };
}
