import type { Viewer } from '@ticketbase/kernel';
import type { Ticket } from './ticket.entity.ts';
import type { Attendee } from './ticket.type.ts';

/**
 * How much of a ticket someone sees:
 * - `full`: people with tickets:read in its organization;
 * - `order`: whoever may see its order, such as the buyer: all but who of the staff let someone in;
 * - `door`: check-in staff, who need a name to compare, and no address;
 * - `bearer`: anyone who has the code. It is the secret, as a paper ticket is: it shows the attendee's own name, and
 *   nothing of anyone else.
 */
export type TicketAccess = 'full' | 'order' | 'door' | 'bearer';

type Owned = Pick<Ticket, 'organizationId'>;

/** How much a viewer sees of a ticket by its id; null if nothing. */
export function accessById(viewer: Viewer, ticket: Owned): TicketAccess | null {
  if (viewer.can('tickets:read', ticket.organizationId)) return 'full';
  if (viewer.can('tickets:check_in', ticket.organizationId)) return 'door';
  return null;
}

/** How much a viewer sees of a ticket whose code they have. */
export const accessByCode = (viewer: Viewer, ticket: Owned): TicketAccess => accessById(viewer, ticket) ?? 'bearer';

/** The attendee as someone with this access sees them. */
export function visibleAttendee(
  access: TicketAccess,
  ticket: Pick<Ticket, 'attendeeName' | 'attendeeEmail'>,
): Attendee | null {
  const email = access === 'full' || access === 'order' ? ticket.attendeeEmail : null;
  return ticket.attendeeName === null && email === null ? null : { name: ticket.attendeeName, email };
}

/** Which of the staff let someone in is for the organization to know. */
export const seesStaff = (access: TicketAccess): boolean => access === 'full' || access === 'door';
