import type { EntityManager } from '@mikro-orm/postgresql';
import type { Order } from '../order/order.entity.ts';
import { OrderChangeEntity } from './order-change.entity.ts';
import { OrderChangePendingError } from './order-change.errors.ts';

/** With the order's row locked: an order changes in one way at a time. Throws ORDER_CHANGE_PENDING. */
export async function requireNoPendingChange(tx: EntityManager, { id: orderId }: Pick<Order, 'id'>): Promise<void> {
  const pending = await tx.findOne(OrderChangeEntity, { orderId, status: 'PENDING' }, { disableIdentityMap: true });
  if (pending) throw new OrderChangePendingError(pending.id);
}
