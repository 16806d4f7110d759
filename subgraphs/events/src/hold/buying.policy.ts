import { BadUserInputError, type Issue, NotFoundError } from '@ticketbase/kernel';
import { requireFittingAddOns } from '../add-on/add-on.policy.ts';
import { EventVisibility } from '../event/event.entity.ts';
import { QuantityNotAllowedError, SalesNotOpenError } from './hold.errors.ts';
import type { HoldTicketsValues } from './hold.input.ts';
import type { Sale, SaleEvent, SaleType } from './sale.ts';
import { isEventOnSale, isTypeOnSale, isTypeOpen } from './sales.policy.ts';

type Item = HoldTicketsValues['items'][number];

/**
 * Whether a tenant (null: a guest) may buy from the event at all; to others it does not exist. Whoever `holds` tickets
 * of it goes on when it turns private.
 */
export function canBuyFrom(event: SaleEvent, organizationId: string | null, holds = false): boolean {
  const own = organizationId === event.organizationId;
  if (organizationId !== null && !own) return false;
  return event.publishedAt !== null && (own || holds || event.visibility !== EventVisibility.PRIVATE);
}

/**
 * Throws unless these items can be held now, if there are enough: SALES_NOT_OPEN, BAD_USER_INPUT for what is none of the
 * event's ticket types, QUANTITY_NOT_ALLOWED, ADD_ON_…. `kept` is what the same hold keeps already.
 */
export function requireBuyable(
  { event, types, addOnGroups }: Pick<Sale, 'event' | 'types' | 'addOnGroups'>,
  { items, accessCode, replacesTicket }: Pick<HoldTicketsValues, 'items' | 'accessCode' | 'replacesTicket'>,
  kept: readonly Item[],
  now: Date,
): void {
  if (!isEventOnSale(event, now)) {
    throw new SalesNotOpenError({ eventId: event.id, opensAt: opening(event.salesStartAt, now) });
  }
  const byId = new Map(types.map(type => [type.id, type]));
  const before = new Map(kept.map(line => [line.ticketTypeId, line.quantity]));
  const unknown: Issue[] = items.flatMap((item, index) => {
    const type = byId.get(item.ticketTypeId);
    const known = type && (before.has(type.id) || isTypeOpen(type, accessCode));
    return known ? [] : [{ path: `input.items.${index}.ticketTypeId`, message: 'Is not a ticket type of this event.' }];
  });
  if (unknown.length > 0) throw new BadUserInputError(unknown);
  for (const item of items) {
    requireBuyableItem(event, byId.get(item.ticketTypeId)!, item, before.get(item.ticketTypeId) ?? 0, now);
  }
  if (!replacesTicket) requireFittingAddOns(addOnGroups, types, items);
}

function requireBuyableItem(event: SaleEvent, type: SaleType, { quantity }: Item, before: number, now: Date): void {
  if (quantity > before && !isTypeOnSale(type, now)) {
    const opensAt = opening(type.salesStartAt, now);
    throw new SalesNotOpenError({ eventId: event.id, ticketTypeId: type.id, opensAt });
  }
  if (quantity < type.minPerOrder || quantity > type.maxPerOrder) {
    throw new QuantityNotAllowedError(type.id, type.minPerOrder, type.maxPerOrder);
  }
}

const opening = (at: Date | null, now: Date) => (at !== null && at > now ? at.toISOString() : undefined);

/** What a viewer is told of an event that is not there for them. */
export const noSuchEvent = () => new NotFoundError('The event');
