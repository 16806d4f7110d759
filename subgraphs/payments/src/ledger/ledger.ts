import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, type Viewer } from '@ticketbase/kernel';
import { type PreparedStatement, sendIn } from '@ticketbase/subgraph-kit';
import type { Order } from '../order/order.entity.ts';
import type { Refund } from '../refund/refund.entity.ts';
import { taxOf } from '../refund/refund-breakdown.ts';
import type { Account, Transaction } from './ledger.entity.ts';
import { insertPosting, type Posting } from './ledger-posting.ts';

type Entries = ReadonlyArray<readonly [account: Account, amount: number]>;
const POST: PreparedStatement = { name: 'post-ledger', text: `with ${insertPosting('$1', '$2')} select 1 as posted` };

type Details = Partial<Pick<Transaction, 'method' | 'reference' | 'note' | 'refundId' | 'changeId'>>;

/** The money for an order came in. */
export const paymentEntries = (amount: number): Entries => [
  ['CASH', amount],
  ['BUYERS', -amount],
];

/** What buyers paid ahead became proceeds, fees and taxes. */
export function saleEntries(order: Pick<Order, 'total' | 'fees' | 'absorbedFees' | 'tax'>): Entries {
  const fees = order.fees + order.absorbedFees;
  return [
    ['BUYERS', order.total],
    ['SALES', -(order.total - fees - order.tax)],
    ['FEES', -fees],
    ['TAX', -order.tax],
  ];
}

/**
 * What a ticket's becoming another type's makes of what was sold: the buyer owes the difference, or is owed it. Each
 * figure is what it is afterwards less what it was.
 */
export function changeEntries(difference: Pick<Order, 'total' | 'fees' | 'absorbedFees' | 'tax'>): Entries {
  return saleEntries(difference);
}

/**
 * Money went back: out of what was sold, with the tax in it, which is not owed onwards any more; or of what a buyer had
 * paid for nothing.
 */
export const refundEntries = (amount: number, sold: boolean, tax = 0): Entries =>
  sold
    ? [
        ['REFUNDS', amount - tax],
        ['TAX', tax],
        ['CASH', -amount],
      ]
    : [
        ['BUYERS', amount],
        ['CASH', -amount],
      ];

/** Books the payment of an order. */
export const postPayment = (tx: EntityManager, order: Order, viewer: Viewer, details: Details): Promise<void> =>
  post(tx, order, 'PAYMENT', order.total, paymentEntries(order.total), viewer.actor, details);

/** Books the payment of a change's difference. */
export const postChangePayment = (
  tx: EntityManager,
  order: Order,
  amount: number,
  viewer: Viewer,
  details: Details & { readonly changeId: string },
): Promise<void> => post(tx, order, 'PAYMENT', amount, paymentEntries(amount), viewer.actor, details);

/** Books a change: what the ticket is now in place of what it was. */
export const postChange = (
  tx: EntityManager,
  order: Order,
  difference: Pick<Order, 'total' | 'fees' | 'absorbedFees' | 'tax'>,
  viewer: Viewer,
  changeId: string,
): Promise<void> =>
  post(tx, order, 'CHANGE', Math.abs(difference.total), changeEntries(difference), viewer.actor, { changeId });

/** Books a refund of an order. That of a change gives back what the change left the buyer owed. */
export const postRefund = (tx: EntityManager, order: Order, refund: Refund, sold: boolean): Promise<void> => {
  const entries = refundEntries(refund.amount, sold && refund.changeId == null, taxOf(refund.breakdown));
  return post(tx, order, 'REFUND', refund.amount, entries, refund.actor, {
    refundId: refund.id,
    changeId: refund.changeId,
    method: order.payment?.id ?? null,
    reference: refund.externalId,
    note: [refund.reason, refund.note].filter(Boolean).join(' – ') || null,
  });
};

/** The database refuses entries that do not sum to zero, and any change of what was posted. */
async function post(
  tx: EntityManager,
  order: Order,
  kind: Transaction['kind'],
  amount: number,
  entries: Entries,
  actor: Transaction['actor'],
  details: Details,
): Promise<void> {
  const { transaction, rows } = posting(order, kind, amount, entries, actor, details);
  await sendIn(tx)(POST, [transaction, rows]);
}

/** The sale of an order, for a statement that has `insertPosting`. */
export const salePosting = (order: Order, viewer: Viewer): Posting =>
  posting(order, 'SALE', order.total, saleEntries(order), viewer.actor, {});

function posting(
  { id: orderId, organizationId, currency }: Order,
  kind: Transaction['kind'],
  amount: number,
  entries: Entries,
  actor: Transaction['actor'],
  { method = null, reference = null, note = null, refundId = null, changeId = null }: Details,
): Posting {
  const id = newId();
  const transaction = {
    ...{ id, organization_id: organizationId, order_id: orderId, refund_id: refundId, change_id: changeId },
    ...{ kind, amount, currency, method, reference, note, actor, created_at: new Date() },
  };
  const rows = entries
    .filter(([, value]) => value !== 0)
    .map(([account, value]) => ({
      ...{ id: newId(), organization_id: organizationId, transaction_id: id },
      ...{ account, amount: value, currency },
    }));
  return { transaction: JSON.stringify(transaction), rows: JSON.stringify(rows) };
}

/** What was paid for an order and what of it was given back or is on its way back, in minor units. */
export async function readBalance(
  tx: EntityManager,
  { id, organizationId }: Pick<Order, 'id' | 'organizationId'>,
): Promise<{ paid: number; refunded: number; committed: number; sold: boolean }> {
  const [row] = await tx.execute<{ paid: string; refunded: string; committed: string; sold: boolean }[]>(
    `select coalesce(sum(amount) filter (where kind = 'PAYMENT'), 0) as paid,
            coalesce(sum(amount) filter (where kind = 'REFUND'), 0) as refunded,
            coalesce(bool_or(kind = 'SALE'), false) as sold,
            (select coalesce(sum(amount), 0) from refund
              where order_id = ? and organization_id = ? and status <> 'FAILED') as committed
       from ledger_transaction where order_id = ? and organization_id = ?`,
    [id, organizationId, id, organizationId],
  );
  return {
    paid: Number(row?.paid),
    refunded: Number(row?.refunded),
    committed: Number(row?.committed),
    sold: row?.sold ?? false,
  };
}
