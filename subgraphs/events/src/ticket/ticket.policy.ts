import type { Viewer } from '@ticketbase/kernel';
import { type Ticket, TicketStatus } from './ticket.entity.ts';
import type { Attendee } from './ticket.type.ts';

/**
 * How much of a ticket someone sees:
 * - `full`: people with tickets:read in its organization;
 * - `order`: the buyer of its order, by the order's token or signed in: all but who of the staff let someone in;
 * - `books`: people and programs that see the order for their orders:read alone: that there is a ticket, and how it
 *   stands. What opens the door, and who comes through it, needs tickets:read;
 * - `door`: check-in staff, who need a name to compare, and no address;
 * - `giver`: the buyer of its order, since the ticket went to someone else: that there is a ticket, whose name is on it, and
 *   how it stands, and no more what opens the door;
 * - `bearer`: anyone who has the code. It is the secret, as a paper ticket is: it shows the attendee's own name, and
 *   nothing of anyone else.
 */
export type TicketAccess = 'full' | 'order' | 'books' | 'door' | 'giver' | 'bearer';

type Owned = Pick<Ticket, 'organizationId'>;

/** How much a viewer sees of a ticket by its id; null if nothing. */
export function accessById(viewer: Viewer, ticket: Owned): TicketAccess | null {
  if (viewer.can('tickets:read', ticket.organizationId)) return 'full';
  if (viewer.can('tickets:check_in', ticket.organizationId)) return 'door';
  return null;
}

/** How much a viewer sees of a ticket whose code they have. */
export const accessByCode = (viewer: Viewer, ticket: Owned): TicketAccess => accessById(viewer, ticket) ?? 'bearer';

/**
 * How much a viewer sees of a ticket through its order, which `payments` has found them to see. Staff without
 * tickets:read are taken to see it as staff: as buyers they have their codes by mail.
 */
export function accessByOrder(viewer: Viewer, ticket: Owned & Pick<Ticket, 'transferredAt'>): TicketAccess {
  if (viewer.can('tickets:read', ticket.organizationId)) return 'full';
  if (viewer.can('orders:read', ticket.organizationId)) return 'books';
  return ticket.transferredAt === null ? 'order' : 'giver';
}

/** The attendee as someone with this access sees them. */
export function visibleAttendee(
  access: TicketAccess,
  ticket: Pick<Ticket, 'attendeeName' | 'attendeeEmail'>,
): Attendee | null {
  if (access === 'books') return null;
  const email = access === 'full' || access === 'order' ? ticket.attendeeEmail : null;
  return ticket.attendeeName === null && email === null ? null : { name: ticket.attendeeName, email };
}

/** Which of the staff let someone in is for the organization to know. */
export const seesStaff = (access: TicketAccess): boolean => access === 'full' || access === 'door';

/** What attendees answer may be about their health or faith: it is for those who plan for them, never for the door. */
export const seesAnswers = (access: TicketAccess): boolean => access === 'full' || access === 'order';

/** The code opens the door: whoever only keeps the books has no use for it, and whoever gave the ticket away no right. */
export const seesCode = (access: TicketAccess): boolean => access !== 'books' && access !== 'giver';

/** Whether someone holds the ticket, and it is good: then they may join an event that takes place online. */
export const admits = (access: TicketAccess, status: TicketStatus): boolean =>
  (access === 'full' || access === 'order' || access === 'bearer') &&
  (status === TicketStatus.VALID || status === TicketStatus.USED);
