import type { Hold } from './hold.entity.ts';
import type { TicketHold } from './hold.type.ts';
import type { PlannedLine } from './hold-plan.ts';
import type { SaleEvent } from './sale.ts';

/** Of an event, what a hold's holder is told. */
export type HeldEvent = Pick<SaleEvent, 'id' | 'organizationId' | 'title' | 'slug' | 'currency' | 'startsAt'>;

/** A hold as its holder is told of it; its lines in the order of the ticket types. */
export function toTicketHold(
  event: HeldEvent,
  { id, expiresAt }: Pick<Hold, 'id' | 'expiresAt'>,
  lines: ReadonlyArray<Omit<PlannedLine, 'kind'>>,
): TicketHold {
  return {
    ...{ id, expiresAt, eventId: event.id, organizationId: event.organizationId },
    ...{ eventTitle: event.title, eventSlug: event.slug, startsAt: event.startsAt },
    lines: lines.map(({ ticketTypeId, name, hidden, quantity, unitPriceAmount: amount }) => ({
      ...{ ticketTypeId, name, hidden, quantity, unitPrice: { amount, currency: event.currency } },
    })),
  };
}
