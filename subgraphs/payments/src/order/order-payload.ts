import type { EntityManager } from '@mikro-orm/postgresql';
import type { Payload } from '@ticketbase/kernel';
import type { TokenMint } from '../token-mint.ts';
import { type Order, type OrderItem, OrderItemEntity, type OrderTicket } from './order.entity.ts';

/** Of an item, what domain events say. */
export type OrderedItem = Pick<OrderItem, 'id' | 'ticketTypeId' | 'name' | 'quantity' | 'total'>;

/** As `payloadOf`, of an order whose items are not known. */
export async function orderPayload(
  tx: EntityManager,
  order: Order,
  tokens: TokenMint,
): Promise<Payload<'order.expired'>> {
  const items = await tx.find(OrderItemEntity, { orderId: order.id }, { disableIdentityMap: true });
  return payloadOf({ order, items }, tokens);
}

/** What every domain event of an order says of it, with the token that links to it in mails to its buyer. */
export function payloadOf(
  { order, items: found }: { readonly order: Order; readonly items: readonly OrderedItem[] },
  tokens: TokenMint,
): Payload<'order.expired'> {
  const items = found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const money = (amount: number) => ({ amount, currency: order.currency });
  return {
    orderId: order.id,
    orderToken: tokens.tokenFor('order', order.id),
    number: order.number,
    eventId: order.eventId,
    buyer: { name: order.buyerName, email: order.buyerEmail },
    buyerUserId: order.buyerUserId ?? null,
    total: money(order.total),
    paymentMethod: order.payment?.id ?? null,
    promoCode: order.promoCode ?? null,
    items: items.map(item => ({
      ticketTypeId: item.ticketTypeId,
      name: item.name,
      quantity: item.quantity,
      total: money(item.total),
    })),
  };
}

export const ticketsPayload = (tickets: ReadonlyArray<Pick<OrderTicket, 'ticketId' | 'code' | 'ticketTypeName'>>) =>
  tickets.map(({ ticketId, code, ticketTypeName }) => ({ ticketId, code, ticketTypeName }));
