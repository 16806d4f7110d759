import { createHash } from 'node:crypto';
import type { AnyDomainEvent, DomainEvent } from '@ticketbase/kernel';
import type { Measures, Rollup, RollupDimensions } from '../store/documents.ts';
import { DAY } from '../time/buckets.ts';

/**
 * The fine unit of sales figures. Not the hour: in zones such as Asia/Kolkata and Asia/Kathmandu, hours and days begin
 * at 30 or 45 minutes past one of UTC's.
 */
export const QUARTER_HOUR = 15 * 60_000;

/** What one domain event adds to the figures of one combination of dimensions. */
export interface RollupChange {
  readonly dimensions: RollupDimensions;
  readonly ticketTypeName: string | null;
  readonly add: Partial<Measures>;
}

/** What an event adds to the sales figures: nothing, for most. */
export function rollupChanges(event: AnyDomainEvent): RollupChange[] {
  switch (event.name) {
    case 'order.confirmed':
      return confirmed(event);
    case 'order.refunded':
      // A change's difference is in the proceeds already.
      return event.payload.ofChange ? [] : [change(orderDimensions(event), { refunded: event.payload.refund.amount })];
    case 'order.changed':
      return changed(event);
    case 'ticket.checked_in':
      return isAtTheDoor(event) ? [change(doorDimensions(event), { checkedIn: 1 })] : [];
    case 'ticket.check_in_undone':
      return isAtTheDoor(event) ? [change(doorDimensions(event), { checkedIn: -1 })] : [];
    default:
      return [];
  }
}

function confirmed(event: DomainEvent<'order.confirmed'>): RollupChange[] {
  const { items, total } = event.payload;
  const order = orderDimensions(event);
  // Add-ons are lines of an order, and no tickets.
  const tickets = items.reduce((sum, { quantity, admits = true }) => sum + (admits ? quantity : 0), 0);
  // Two lines of one ticket type are one order with that type.
  const lines = new Map<string, { name: string; tickets: number; gross: number }>();
  for (const item of items) {
    const line = lines.get(item.ticketTypeId) ?? { name: item.name, tickets: 0, gross: 0 };
    line.tickets += item.quantity;
    line.gross += item.total.amount;
    lines.set(item.ticketTypeId, line);
  }
  return [
    change(order, { orders: 1, tickets, gross: total.amount }),
    ...[...lines].map(([ticketTypeId, line]) =>
      change(
        { ...order, kind: 'LINE', ticketTypeId },
        { orders: 1, tickets: line.tickets, gross: line.gross },
        line.name,
      ),
    ),
  ];
}

/** A ticket that became another type's: what it costs more or less now, and which type it counts for. */
function changed(event: DomainEvent<'order.changed'>): RollupChange[] {
  const { difference, before, after, fromTicketTypeId, toTicketTypeId, fromTicketType, toTicketType } = event.payload;
  const order = orderDimensions(event);
  const whole = change(order, { gross: difference.amount });
  if (!before || !after || !fromTicketTypeId || !toTicketTypeId) return [whole];
  const line = (ticketTypeId: string, add: Partial<Measures>, name: string) =>
    change({ ...order, kind: 'LINE', ticketTypeId }, add, name);
  return [
    whole,
    line(fromTicketTypeId, { tickets: -1, gross: -before.amount }, fromTicketType),
    line(toTicketTypeId, { tickets: 1, gross: after.amount }, toTicketType),
  ];
}

const change = (
  dimensions: RollupDimensions,
  add: Partial<Measures>,
  ticketTypeName: string | null = null,
): RollupChange => ({ dimensions, add, ticketTypeName });

const orderDimensions = ({
  payload,
}: DomainEvent<'order.confirmed' | 'order.refunded' | 'order.changed'>): RollupDimensions => ({
  kind: 'ORDER',
  eventId: payload.eventId,
  ticketTypeId: null,
  paymentMethod: payload.paymentMethod,
  promoCode: payload.promoCode,
  currency: payload.total.currency,
});

/** A list beside the event's door, such as a lounge, lets nobody in who is not in. */
const isAtTheDoor = ({ payload }: DomainEvent<'ticket.checked_in' | 'ticket.check_in_undone'>) =>
  payload.listId == null;

const doorDimensions = ({
  payload,
}: DomainEvent<'ticket.checked_in' | 'ticket.check_in_undone'>): RollupDimensions => ({
  kind: 'DOOR',
  eventId: payload.eventId,
  ticketTypeId: payload.ticketTypeId,
  paymentMethod: null,
  promoCode: null,
  currency: null,
});

/** An empty rollup for a change, under the id that its combination of dimensions has in its organization and time. */
export function emptyRollup(
  organizationId: string,
  occurredAt: number,
  unit: typeof QUARTER_HOUR | typeof DAY,
  { dimensions, ticketTypeName }: RollupChange,
): Omit<Rollup, 'organizationId'> {
  const startsAt = new Date(Math.floor(occurredAt / unit) * unit);
  const { kind, eventId, ticketTypeId, paymentMethod, promoCode, currency } = dimensions;
  const combination = [organizationId, startsAt, kind, eventId, ticketTypeId, paymentMethod, promoCode, currency];
  return {
    _id: createHash('sha256').update(JSON.stringify(combination)).digest('base64url'),
    startsAt,
    ...dimensions,
    ticketTypeName,
    orders: 0,
    tickets: 0,
    gross: 0,
    refunded: 0,
    checkedIn: 0,
    pending: [],
  };
}
