import type { Viewer } from '@ticketbase/kernel';
import type { Order } from './order.entity.ts';

/** Whether someone who does not hold the order's token may see it: its organizer's people, and its signed-in buyer. */
export const canViewOrder = (viewer: Viewer, order: Pick<Order, 'organizationId' | 'buyerUserId'>): boolean =>
  viewer.can('orders:read', order.organizationId) || (order.buyerUserId != null && order.buyerUserId === viewer.userId);
