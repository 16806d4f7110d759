import { isSameCode } from '../access-code/access-code.ts';
import type { Event } from '../event/event.entity.ts';
import { EventStatus } from '../event/event.entity.ts';
import type { TicketType } from '../ticket-type/ticket-type.entity.ts';

type EventSales = Pick<Event, 'status' | 'endsAt' | 'salesStartAt' | 'salesEndAt'>;
type TypeSales = Pick<TicketType, 'salesStartAt' | 'salesEndAt'>;

/** Whether an event sells anything at this time. */
export function isEventOnSale(event: EventSales, now: Date): boolean {
  if (event.status !== EventStatus.PUBLISHED) return false;
  return isWithin(now, event.salesStartAt, event.salesEndAt ?? event.endsAt) && now < event.endsAt;
}

/** Whether a ticket type is sold at this time, while its event is on sale. */
export const isTypeOnSale = (type: TypeSales, now: Date): boolean => isWithin(now, type.salesStartAt, type.salesEndAt);

/** Whether someone who gave `accessCode` may buy this type. */
export const isTypeOpen = (
  type: Pick<TicketType, 'hidden' | 'accessCode'>,
  accessCode: string | null | undefined,
): boolean =>
  !type.hidden || (type.accessCode !== null && accessCode != null && isSameCode(type.accessCode, accessCode));

const isWithin = (now: Date, from: Date | null, until: Date | null) =>
  (from === null || now >= from) && (until === null || now < until);
