import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { EventEntity, EventStatus } from '../event/event.entity.ts';
import { expireHolds } from '../hold/expire-holds.ts';
import { HoldEntity, HoldLineEntity } from '../hold/hold.entity.ts';
import { SalesNotOpenError } from '../hold/hold.errors.ts';
import { changeStock, lockStock } from '../hold/stock.ts';
import type { RequestScope } from '../request-scope.ts';
import { type Ticket, TicketEntity, TicketStatus } from '../ticket/ticket.entity.ts';
import { TicketNotValidError, TicketTransferredError } from '../ticket/ticket.errors.ts';
import { newTicketCode } from '../ticket/ticket-code.ts';
import { TicketTypeEntity, TicketTypeKind } from '../ticket-type/ticket-type.entity.ts';
import { VenueEntity } from '../venue/venue.entity.ts';
import {
  type AttendeeChangeInput,
  attendeeChangeInput,
  type ExchangedTicket,
  type ExchangeTicketInput,
  exchangeTicketInput,
  type RenameAttendeeInput,
  renameAttendeeInput,
  type SaleFacts,
} from './ticket-change.type.ts';
import { TicketExchangeEntity } from './ticket-exchange.entity.ts';

/** Changes tickets that were issued: their type, and who comes with them. */
export class TicketChangeService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /** An event of the command's tenant, as it is sold now. Throws NOT_FOUND. */
  async saleFacts(eventId: string): Promise<SaleFacts> {
    const { em } = this.scope;
    const event = isId(eventId) ? await em.findOne(EventEntity, { id: eventId }) : null;
    if (!event) throw new NotFoundError('The event');
    const types = await em.find(TicketTypeEntity, { eventId }, { orderBy: { sortOrder: 'asc', id: 'asc' } });
    const venue = event.venueId === null ? null : await em.findOne(VenueEntity, { id: event.venueId });
    const { title, startsAt, timeZone, currency } = event;
    const ticketTypes = types.map(({ id, name, priceAmount }) => {
      return { id, name, unitPrice: { amount: priceAmount, currency } };
    });
    return { eventId, title, startsAt, timeZone, country: venue?.country ?? null, ticketTypes };
  }

  /**
   * Makes a valid ticket another type's: one ticket less of the one is sold and one more of the other, in one
   * transaction. The hold of the change's id, if there is one, is used up for it. A repetition changes nothing. Whoever
   * the ticket went to since it was bought is told the new code, and nobody else.
   * Throws NOT_FOUND, BAD_USER_INPUT, TICKET_NOT_VALID, SALES_NOT_OPEN, INSUFFICIENT_TICKETS.
   */
  async exchange(input: ExchangeTicketInput): Promise<ExchangedTicket> {
    const { changeId, orderId, ticketId, ticketTypeId } = parseInput(exchangeTicketInput, input);
    const organizationId = this.scope.viewer.requireOrganization();
    return this.transaction(async tx => {
      const seen = await tx.findOne(TicketEntity, { id: ticketId, orderId });
      if (!seen) throw new NotFoundError('The ticket');
      const { eventId } = seen;
      // In the order of all locks: hold, event, stock, ticket.
      const held = await this.useUpHold(tx, changeId, ticketTypeId);
      await tx.execute('select 1 from event where id = ? for key share', [eventId]);
      await lockStock(tx, eventId);
      if (await tx.findOne(TicketExchangeEntity, { changeId })) return this.describe(tx, ticketId);
      const ticket = await this.lockValid(tx, ticketId);
      await this.requireExchangeable(tx, ticket, ticketTypeId);
      if (!held) await expireHolds(tx, { eventId, except: changeId });
      await changeStock(tx, eventId, [
        { ticketTypeId: ticket.ticketTypeId, held: 0, sold: -1 },
        { ticketTypeId, held: held ? -1 : 0, sold: 1 },
      ]);
      // What was printed names the old type: it is void, and the ticket is shown anew.
      const code = newTicketCode();
      await tx.nativeUpdate(TicketEntity, { id: ticketId }, { ticketTypeId, code });
      if (ticket.transferredAt) await this.tellHolder(tx, { ...ticket, ticketTypeId, code });
      const types = { fromTicketTypeId: ticket.ticketTypeId, toTicketTypeId: ticketTypeId };
      await tx.insert(TicketExchangeEntity, {
        ...{ changeId, organizationId, ticketId, ...types, exchangedAt: new Date() },
      });
      return this.describe(tx, ticketId);
    });
  }

  /**
   * For a buyer who may change it: `payments` has seen to that. Whoever it went to since is nobody's to name but the
   * organizer's. Throws NOT_FOUND, BAD_USER_INPUT, TICKET_NOT_VALID, TICKET_TRANSFERRED.
   */
  async rename(input: RenameAttendeeInput): Promise<boolean> {
    const { orderId, ticketId, name } = parseInput(renameAttendeeInput, input);
    return this.transaction(async tx => {
      const ticket = await this.lockValid(tx, ticketId);
      if (ticket.orderId !== orderId) throw new NotFoundError('The ticket');
      if (ticket.transferredAt) throw new TicketTransferredError(ticket.transferredAt);
      const event = await tx.findOneOrFail(EventEntity, { id: ticket.eventId });
      if (event.startsAt <= new Date()) throw new TicketNotValidError({ status: ticket.status });
      await this.setAttendee(tx, ticket, { name, email: null });
      return true;
    });
  }

  /** Throws NOT_FOUND, BAD_USER_INPUT, TICKET_NOT_VALID. */
  async changeAttendee(ticketId: string, input: AttendeeChangeInput): Promise<void> {
    this.scope.viewer.require('tickets:write');
    const { name, email } = parseInput(attendeeChangeInput, input);
    await this.transaction(async tx => {
      await this.setAttendee(tx, await this.lockValid(tx, ticketId), { name, email: email ?? null });
    });
  }

  private async setAttendee(
    tx: EntityManager,
    ticket: Ticket,
    { name, email }: { readonly name: string; readonly email: string | null },
  ): Promise<void> {
    const attendee = { attendeeName: name, attendeeEmail: email ?? ticket.attendeeEmail };
    if (attendee.attendeeName === ticket.attendeeName && attendee.attendeeEmail === ticket.attendeeEmail) return;
    await tx.nativeUpdate(TicketEntity, { id: ticket.id }, attendee);
    const { id: ticketId, code, eventId, ticketTypeId, orderId, organizationId } = ticket;
    const payload = { ticketId, code, eventId, ticketTypeId, orderId, ...attendee };
    const event = domainEvent('ticket.attendee_changed', payload, { ...this.scope, organizationId });
    await recordEvents(tx, event);
  }

  /** Locks a ticket of the tenant's. Throws NOT_FOUND, TICKET_NOT_VALID. */
  private async lockValid(tx: EntityManager, id: string): Promise<Ticket> {
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const ticket = isId(id) ? await tx.findOne(TicketEntity, { id }, options) : null;
    if (!ticket) throw new NotFoundError('The ticket');
    if (ticket.status !== TicketStatus.VALID) throw new TicketNotValidError({ status: ticket.status });
    return ticket;
  }

  private async requireExchangeable(tx: EntityManager, ticket: Ticket, ticketTypeId: string): Promise<void> {
    const { eventId } = ticket;
    const event = await tx.findOne(EventEntity, { id: eventId }, { refresh: true });
    if (event?.status !== EventStatus.PUBLISHED) throw new SalesNotOpenError({ eventId });
    if (ticket.ticketTypeId === ticketTypeId) {
      throw new BadUserInputError([{ path: 'input.ticketTypeId', message: 'Is the type that the ticket has.' }]);
    }
    const type = await tx.findOne(TicketTypeEntity, { id: ticketTypeId, eventId });
    // What lets someone in stays so, and a T-shirt stays one.
    if (type && (type.kind === TicketTypeKind.ADMISSION) === ticket.admits) return;
    const message = type ? 'Does not admit as this ticket does.' : 'Is not a ticket type of this event.';
    throw new BadUserInputError([{ path: 'input.ticketTypeId', message }]);
  }

  /** Whether an active hold kept one of the type for this change; it keeps it no more. */
  private async useUpHold(tx: EntityManager, holdId: string, ticketTypeId: string): Promise<boolean> {
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const hold = await tx.findOne(HoldEntity, { id: holdId }, options);
    if (hold?.status !== 'ACTIVE') return false;
    const lines = await tx.find(HoldLineEntity, { holdId });
    if (lines.length !== 1 || lines[0]!.ticketTypeId !== ticketTypeId || lines[0]!.quantity !== 1) return false;
    // Issued for the change: the order has used up the hold that it was bought by.
    await tx.nativeUpdate(HoldEntity, { id: holdId }, { status: 'ISSUED', orderId: holdId });
    return true;
  }

  /** By the mail that the one who got the ticket was first told of it by. */
  private async tellHolder(tx: EntityManager, ticket: Ticket): Promise<void> {
    const { id: ticketId, code, eventId, ticketTypeId, orderId, organizationId } = ticket;
    if (ticket.attendeeEmail === null) return;
    const holder = { attendeeName: ticket.attendeeName ?? '', attendeeEmail: ticket.attendeeEmail };
    const before = { previousName: ticket.attendeeName, previousEmail: ticket.attendeeEmail };
    const payload = { ticketId, code, eventId, ticketTypeId, orderId, ...holder, ...before };
    await recordEvents(tx, domainEvent('ticket.transferred', payload, { ...this.scope, organizationId }));
  }

  private async describe(tx: EntityManager, ticketId: string): Promise<ExchangedTicket> {
    const [found] = await tx.execute<ExchangedTicket[]>(
      `select k.id as "ticketId", case when k.transferred_at is null then k.code end as code, t.id as "ticketTypeId",
              t.name as "ticketTypeName"
         from ticket k join ticket_type t on t.id = k.ticket_type_id
        where k.id = ? and k.organization_id = ?`,
      [ticketId, this.scope.viewer.requireOrganization()],
    );
    return found!;
  }

  private async transaction<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    const result = await this.scope.em.transactional(work);
    this.scope.em.clear();
    return result;
  }
}
