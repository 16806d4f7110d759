import type { EntityManager } from '@mikro-orm/postgresql';
import type { Refund } from './refund.entity.ts';

/** A payment that money goes back to. */
export interface RefundSource {
  /** The change of a ticket that it paid for; null for the order's own payment. */
  readonly changeId: string | null;
  readonly pluginId: string | null;
  readonly refundAction: string | null;
  readonly reference: string | null;
  readonly amount: number;
}

interface PaymentRow {
  readonly change_id: string | null;
  readonly plugin_id: string | null;
  readonly refund_action: string | null;
  readonly reference: string | null;
  readonly amount: number;
}

/**
 * The payments that a refund is given out of, oldest first: a provider gives back no more than each of its payments
 * was. What refunds before it used up is left out. A change that was not made is given back out of its own payment.
 */
export async function sourcesOf(em: EntityManager, refund: Refund): Promise<RefundSource[]> {
  const { orderId, organizationId, id, changeId } = refund;
  const payments = await em.execute<PaymentRow[]>(
    `select t.change_id, t.amount, coalesce(c.payment_reference, o.payment_reference) as reference,
            case when t.change_id is null then o.payment ->> 'pluginId' else c.payment ->> 'pluginId' end as plugin_id,
            case when t.change_id is null then o.payment ->> 'refundAction' else c.payment ->> 'refundAction' end as refund_action
       from ledger_transaction t join orders o on o.id = t.order_id left join order_change c on c.id = t.change_id
      where t.order_id = ? and t.organization_id = ? and t.kind = 'PAYMENT'
      order by t.created_at, t.id`,
    [orderId, organizationId],
  );
  const [row] = await em.execute<{ used: string }[]>(
    `select coalesce(sum(amount), 0) as used from refund
      where order_id = ? and organization_id = ? and status <> 'FAILED' and id < ?`,
    [orderId, organizationId, id],
  );
  const own = payments.find(payment => changeId != null && payment.change_id === changeId);
  if (own && own.amount === refund.amount) return [toSource(own, refund.amount)];
  let used = Number(row!.used);
  let left = refund.amount;
  return payments.flatMap(payment => {
    const spent = Math.min(used, payment.amount);
    used -= spent;
    const amount = Math.min(left, payment.amount - spent);
    left -= amount;
    return amount > 0 ? [toSource(payment, amount)] : [];
  });
}

const toSource = (row: PaymentRow, amount: number): RefundSource => ({
  changeId: row.change_id,
  pluginId: row.plugin_id,
  refundAction: row.refund_action,
  reference: row.reference,
  amount,
});
