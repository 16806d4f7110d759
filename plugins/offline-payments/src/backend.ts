import { defineActions } from '@ticketbase/plugin-sdk';
import { creditorReference, readableReference } from './creditor-reference.ts';
import type { Configuration, CreatePaymentReferenceParams, Plugin } from './generated/plugin.ts';

const DEFAULT_PREFIX = 'TB';

export const backendActions = defineActions<Plugin>({
  // Called at checkout. The same order always gets the same reference, so a repeated checkout changes nothing.
  'create-payment-reference': (payment, configuration, ctx) => {
    const reference = creditorReference(configuration.referencePrefix ?? DEFAULT_PREFIX, payment.orderNumber);
    // Neither the buyer nor the account belongs in a log.
    ctx.log.info('payment reference created', { orderNumber: payment.orderNumber, method: payment.method });
    return {
      reference,
      instructions: instructionsFor(payment, reference, configuration),
      nextAction: { type: 'NONE' },
    };
  },

  // No bank tells us. The organizer sees the money arrive and confirms the order by hand.
  'confirm-payment': () => ({ status: 'PENDING' }),
});

function instructionsFor(
  payment: CreatePaymentReferenceParams,
  reference: string,
  configuration: Configuration,
): string {
  const amount = formatAmount(payment.amount, payment.currency);
  return payment.method === 'at-the-door'
    ? atTheDoor(amount, reference, configuration)
    : bankTransfer(amount, reference, configuration);
}

function bankTransfer(
  amount: string,
  reference: string,
  { accountHolder, iban, bankName, bic }: Configuration,
): string {
  return [
    `Please transfer ${amount} with exactly this reference:`,
    '',
    `Reference: ${readableReference(reference)}`,
    `Account holder: ${accountHolder}`,
    `IBAN: ${readableReference(iban.replaceAll(' ', ''))}`,
    ...(bic ? [`BIC: ${bic}`] : []),
    ...(bankName ? [`Bank: ${bankName}`] : []),
    '',
    'Your tickets come by mail as soon as the organizer has confirmed the payment.',
  ].join('\n');
}

function atTheDoor(amount: string, reference: string, { atTheDoorInstructions }: Configuration): string {
  return [
    `Please pay ${amount} at the door and give this reference: ${readableReference(reference)}`,
    ...(atTheDoorInstructions ? ['', atTheDoorInstructions] : []),
  ].join('\n');
}

/** Minor units as people write them; how many digits a currency has, `Intl` knows. */
function formatAmount(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits).replaceAll('\u00a0', ' ');
}
