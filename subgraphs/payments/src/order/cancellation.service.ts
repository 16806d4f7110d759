import { domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../context.ts';
import { lockOrder } from './lock-order.ts';
import { OrderEntity } from './order.entity.ts';
import { OrderNotCancellableError } from './order.errors.ts';
import type { OrderService } from './order.service.ts';
import type { OrderType } from './order.type.ts';
import { closePending } from './order-closing.ts';
import { orderPayload } from './order-payload.ts';

/** Calls orders off. */
export class CancellationService {
  private readonly scope: RequestScope;
  private readonly orders: OrderService;

  constructor(scope: RequestScope, orders: OrderService) {
    this.scope = scope;
    this.orders = orders;
  }

  /** Throws NOT_FOUND and ORDER_NOT_CANCELLABLE. Cancelling again answers the same. */
  async cancel(orderId: string): Promise<OrderType> {
    const { viewer, requestId, em, logger, tokens } = this.scope;
    const organizationId = viewer.require('orders:write');
    if (!isId(orderId)) throw new NotFoundError('The order');
    await em.transactional(async tx => {
      const reason = null;
      const closing = { orderId, organizationId, to: 'CANCELLED', reason, viewer, requestId, tokens } as const;
      if (await closePending(tx, closing)) return;
      const order = await lockOrder(tx, orderId);
      if (order.status === 'CANCELLED') return;
      if (order.status !== 'CONFIRMED' || order.total > 0) throw new OrderNotCancellableError(order.status);
      await tx.nativeUpdate(OrderEntity, { id: orderId }, { status: 'CANCELLED', step: 'VOID_TICKETS' });
      const payload = { ...(await orderPayload(tx, order, tokens)), reason };
      await recordEvents(tx, domainEvent('order.cancelled', payload, { viewer, requestId }));
    });
    // It is cancelled; if events does not answer now, a sweep gives the tickets back.
    await this.scope.orderProgress
      .run(organizationId, orderId, this.scope)
      .catch(error => logger.warn({ err: error, orderId }, 'tickets of a cancelled order not given back yet'));
    return this.orders.show(await this.orders.fresh(orderId));
  }
}
