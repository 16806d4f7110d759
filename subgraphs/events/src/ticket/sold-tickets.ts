import { BadUserInputError, newId } from '@ticketbase/kernel';
import type { Hold, HoldLine } from '../hold/hold.entity.ts';
import type { IssueTicketsValues } from './issue.type.ts';
import { type Ticket, TicketStatus } from './ticket.entity.ts';
import { newTicketCode } from './ticket-code.ts';

/** A ticket as a sale makes it, and whom it was named for. */
export interface SoldTicket {
  readonly ticket: Ticket;
  readonly attendee: NonNullable<IssueTicketsValues['attendees']>[number] | undefined;
}

/** The tickets and vouchers that a hold becomes, each with its attendee: those named, type by type, then the buyer. */
export function ticketsOf(
  hold: Pick<Hold, 'organizationId' | 'eventId'>,
  lines: ReadonlyArray<Pick<HoldLine, 'ticketTypeId' | 'quantity'>>,
  values: IssueTicketsValues,
  admitting: ReadonlySet<string>,
): SoldTicket[] {
  const attendees = values.attendees ?? [];
  const left = new Map(lines.map(line => [line.ticketTypeId, line.quantity]));
  const issues = attendees.flatMap((attendee, index) => {
    const count = (left.get(attendee.ticketTypeId) ?? 0) - 1;
    left.set(attendee.ticketTypeId, count);
    const path = `input.attendees.${index}.ticketTypeId`;
    return count < 0 ? [{ path, message: 'Names more attendees than the hold has tickets of this type.' }] : [];
  });
  if (issues.length > 0) throw new BadUserInputError(issues);
  const { organizationId, eventId } = hold;
  const { orderId, buyerName, buyerEmail } = values;
  const issuedAt = new Date();
  // In the order of the lines and attendees: ids made within one millisecond come in any order.
  const ids = lines.flatMap(({ quantity }) => Array.from({ length: quantity }, newId)).sort();
  return lines.flatMap(({ ticketTypeId, quantity }) => {
    const named = attendees.filter(attendee => attendee.ticketTypeId === ticketTypeId);
    return Array.from({ length: quantity }, (_, index) => {
      const attendee = named[index];
      const ticket = {
        ...{ id: ids.shift()!, organizationId, eventId, ticketTypeId, orderId, code: newTicketCode() },
        ...{ status: TicketStatus.VALID, checkedInAt: null, checkedInBy: null, issuedAt, endedWithEvent: false },
        admits: admitting.has(ticketTypeId),
        attendeeName: attendee?.name || buyerName,
        attendeeEmail: attendee?.email || buyerEmail,
      } as Ticket;
      return { ticket, attendee };
    });
  });
}

/** What is told of an issued ticket. */
export function issuedPayload(ticket: Ticket) {
  const { id: ticketId, code, eventId, ticketTypeId, orderId, attendeeName, attendeeEmail } = ticket;
  return { ticketId, code, eventId, ticketTypeId, orderId, attendeeName, attendeeEmail };
}
