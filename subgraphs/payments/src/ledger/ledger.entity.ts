import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Actor } from '@ticketbase/kernel';

export type TransactionKind = 'PAYMENT' | 'SALE' | 'CHANGE' | 'REFUND';

/**
 * The accounts of an organization's books:
 * CASH is money that came in or went out, BUYERS what buyers paid ahead or owe, SALES the organizer's proceeds,
 * FEES and TAX what is owed onwards, REFUNDS what was given back of sales.
 */
export type Account = 'CASH' | 'BUYERS' | 'SALES' | 'FEES' | 'TAX' | 'REFUNDS';

/** Something that moved money, or turned a payment into a sale. Never changed, never deleted. */
export const TransactionEntity = defineEntity({
  name: 'Transaction',
  tableName: 'ledger_transaction',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    orderId: p.uuid(),
    refundId: p.uuid().nullable(),
    /** The change of a ticket that it is for; null if it is for the order as it was bought. */
    changeId: p.uuid().nullable(),
    kind: p.text().$type<TransactionKind>(),
    amount: p.integer(),
    currency: p.text(),
    method: p.text().nullable(),
    reference: p.text().nullable(),
    note: p.text().nullable(),
    actor: p.json<Actor>(),
    createdAt: p.datetime(),
  }),
});
export type Transaction = InferEntity<typeof TransactionEntity>;

/** One side of a transaction: a debit if positive, a credit if negative. A transaction's entries sum to zero. */
export const LedgerEntryEntity = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entry',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    transactionId: p.uuid(),
    account: p.text().$type<Account>(),
    amount: p.integer(),
    currency: p.text(),
  }),
});
