import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { NotFoundError } from '@ticketbase/kernel';
import { type Order, OrderEntity } from './order.entity.ts';

/** The order, locked until the transaction ends. Throws NOT_FOUND. */
export async function lockOrder(tx: EntityManager, id: string): Promise<Order> {
  const order = await tx.findOne(
    OrderEntity,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true },
  );
  if (!order) throw new NotFoundError('The order');
  return order;
}
