import { TicketStatus } from '../ticket/ticket.entity.ts';

/** A ticket as the door knows it. */
export interface DoorTicket {
  readonly id: string;
  readonly eventId: string;
  readonly ticketTypeId: string;
  readonly status: TicketStatus;
  readonly serial: number;
  readonly code: string;
  /** False for the voucher of an add-on. */
  readonly admits: boolean;
  readonly eventStatus: string;
}

/** Where a ticket is shown: the door of an event, or a list of it. */
export interface Door {
  /** Null: of whichever event of the organization. */
  readonly eventId: string | null;
  /** Null at the door of the event itself. */
  readonly listId: string | null;
  /** The types that the list takes; null for all that admit. */
  readonly ticketTypeIds: readonly string[] | null;
}

export type Refusal = 'OTHER_EVENT' | 'REPLACED' | 'VOID' | 'DOES_NOT_ADMIT' | 'NOT_ON_LIST';

/**
 * Why a ticket that was shown with `serial` opens nothing here, whether or not it was used before; undefined if it
 * does. A list that names the type of an add-on takes its vouchers: that is where they are handed out.
 */
export function refusalOf(ticket: DoorTicket, serial: number, door: Door): Refusal | undefined {
  if (door.eventId !== null && door.eventId !== ticket.eventId) return 'OTHER_EVENT';
  if (serial !== ticket.serial) return 'REPLACED';
  if (ticket.status !== TicketStatus.VALID && ticket.status !== TicketStatus.USED) return 'VOID';
  if (ticket.eventStatus === 'CANCELLED') return 'VOID';
  if (door.ticketTypeIds === null) return ticket.admits ? undefined : 'DOES_NOT_ADMIT';
  return door.ticketTypeIds.includes(ticket.ticketTypeId) ? undefined : 'NOT_ON_LIST';
}
