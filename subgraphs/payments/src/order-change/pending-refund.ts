import type { EntityManager } from '@mikro-orm/postgresql';
import type { Order } from '../order/order.entity.ts';
import { TicketNotExchangeableError } from './order-change.errors.ts';

/**
 * Throws TICKET_NOT_EXCHANGEABLE while money of the order is on its way back: a refund of everything that a provider
 * left open takes the tickets in the end, at the price that they had when it was decided. The order's row is locked.
 */
export async function requireNoPendingRefund(tx: EntityManager, { id }: Pick<Order, 'id'>): Promise<void> {
  const pending = await tx.execute(
    `select 1 from refund where order_id = ? and status = 'PENDING' and change_id is null limit 1`,
    [id],
  );
  if (pending.length > 0) throw new TicketNotExchangeableError('REFUND_PENDING');
}
