import { newId, type Viewer } from '@ticketbase/kernel';
import type { Database, PreparedStatement } from '@ticketbase/subgraph-kit';
import { paymentEntries } from '../ledger/ledger.ts';
import { IN_HAND, type InHandRow, type OrderInHand, toInHand } from './order-rows.ts';
import { LEASE_SECONDS } from './step-lease.ts';

/** The operation that keys of such payments are kept for. */
export const RECORD_MANUAL = 'recordManualPayment';

/** A payment that somebody says came, under the idempotency key of their request. */
export interface ManualPayment {
  readonly orderId: string;
  readonly organizationId: string;
  readonly note: string | null;
  readonly key: string;
  readonly inputHash: string;
  readonly viewer: Viewer;
}

/** By the same entries as any payment, for an amount that the statement reads. */
const entries = paymentEntries(1)
  .map(([account, sign], index) => `($${8 + index}::uuid, '${account}', ${sign})`)
  .join(', ');

/**
 * Books the payment of an order that waits for it, takes its next step, and keeps the request's key. The order's row says
 * that it is not paid: whoever books a payment moves its step on.
 */
const SETTLE: PreparedStatement = {
  name: 'settle-awaited-payment',
  text: `
    with settled as (
      update orders o
         set step = 'ISSUE_TICKETS', leased_until = now() + interval '${LEASE_SECONDS} seconds', retry_at = null
       where o.id = $1 and o.organization_id = $2
         -- Given as values: the index of all pending orders, which a busy table's key is looked up by else, suits no value.
         and o.status = $10 and o.step = $11 and o.total > 0
      returning ${IN_HAND}
    ), posted as (
      insert into ledger_transaction (id, organization_id, order_id, kind, amount, currency, method, reference, note, actor, created_at)
      select $3::uuid, "organizationId", id, 'PAYMENT', total, currency, payment ->> 'id', "paymentReference", $4::text, $5::jsonb, now()
        from settled
    ), booked as (
      insert into ledger_entry (id, organization_id, transaction_id, account, amount, currency)
      select e.id, "organizationId", $3::uuid, e.account, e.sign * total, currency
        from settled, (values ${entries}) as e (id, account, sign)
    ), keyed as (
      insert into idempotency_key (owner, operation, key, input_hash, result)
      select $2::text, '${RECORD_MANUAL}', $6::text, $7::text, to_jsonb(id) from settled
    )
    select * from settled`,
};

/**
 * Settles an order by one statement. Null if it does not simply wait for its payment: it is late, or was paid, or is none.
 * Fails where the key was used before.
 */
export async function settleAwaited({ driver }: Database, payment: ManualPayment): Promise<OrderInHand | null> {
  const { orderId, organizationId, note, key, inputHash, viewer } = payment;
  const [row] = await driver.query<InHandRow>(SETTLE, [
    ...[orderId, organizationId, newId(), note, JSON.stringify(viewer.actor), key, inputHash],
    ...paymentEntries(1).map(() => newId()),
    ...['PENDING', 'AWAIT_PAYMENT'],
  ]);
  return row ? toInHand(row) : null;
}
