import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { mapPage, type Page, paginate, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import { EventEntity, EventStatus } from '../event/event.entity.ts';
import { once } from '../once.ts';
import { TicketAnswerEntity } from '../question/question.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import { signQr } from '../signing/qr-payload.ts';
import { ScanReader } from '../signing/scan-reader.ts';
import { type Ticket, TicketEntity, TicketStatus } from './ticket.entity.ts';
import { TicketNotValidError, TicketTransfersClosedError } from './ticket.errors.ts';
import { type TicketFilter, type TransferInput, ticketSearch, transferInput } from './ticket.input.ts';
import { accessByCode, accessById, accessByOrder, type TicketAccess } from './ticket.policy.ts';
import { newTicketCode } from './ticket-code.ts';
import { ticketsWhere } from './tickets-where.ts';

const allTenants = { filters: { tenant: false } } as const;

/** A ticket with how much of it the viewer sees. */
export interface SeenTicket extends Readonly<Omit<Ticket, 'endedWithEvent'>> {
  readonly access: TicketAccess;
}

/** Finds tickets, and passes them on. */
export class TicketService {
  private readonly scope: RequestScope;
  private readonly keys: KeyRing;
  private readonly scans: ScanReader;

  constructor(scope: RequestScope, keys: KeyRing) {
    this.scope = scope;
    this.keys = keys;
    this.scans = new ScanReader(keys);
  }

  private readonly byOrder = new DataLoader<{ organizationId: string; orderId: string }, Ticket[], string>(
    async orders => {
      const where = {
        orderId: { $in: orders.map(order => order.orderId) },
        organizationId: { $in: [...new Set(orders.map(order => order.organizationId))] },
      };
      const found = await this.scope.em.find(TicketEntity, where, { ...allTenants, orderBy: { id: 'asc' } });
      const byOrder = Map.groupBy(found, orderKey);
      return orders.map(order => byOrder.get(orderKey(order)) ?? []);
    },
    { cacheKeyFn: orderKey },
  );

  private readonly byId = new DataLoader<string, Ticket | null>(async ids => {
    const where = { id: { $in: ids.filter(isId) } };
    const found = await this.scope.em.find(TicketEntity, where, { ...allTenants, refresh: true });
    const byId = new Map(found.map(ticket => [ticket.id, ticket]));
    return ids.map(id => byId.get(id.toLowerCase()) ?? null);
  });

  /** The tickets of an order that the viewer was found to see: by `payments`, before it gave out the reference. */
  async ofOrder(organizationId: string, orderId: string): Promise<SeenTicket[]> {
    const tickets = await this.byOrder.load({ organizationId, orderId });
    return tickets.map(ticket => seen(ticket, accessByOrder(this.scope.viewer, ticket)));
  }

  /** The ticket, if the viewer may see it by its id: people of its organization with a scope on tickets. */
  async find(id: string): Promise<SeenTicket | null> {
    const ticket = await this.byId.load(id);
    const access = ticket && accessById(this.scope.viewer, ticket);
    return access ? seen(ticket, access) : null;
  }

  /** The ticket with this code, for whoever has it. */
  async findByCode(text: string): Promise<SeenTicket | null> {
    const ticket = await this.findScanned(this.scope.em, text);
    return ticket && seen(ticket, accessByCode(this.scope.viewer, ticket));
  }

  /** The text of its QR code, signed. Whoever asks for it was found to see the ticket's code. */
  async qrPayload(
    ticket: Pick<SeenTicket, 'id' | 'organizationId' | 'eventId' | 'ticketTypeId' | 'serial'>,
  ): Promise<string> {
    const { id: keyId, privateKey } = await this.keys.current(ticket.organizationId);
    const { eventId, id: ticketId, ticketTypeId, serial } = ticket;
    return signQr({ keyId, eventId, ticketId, ticketTypeId, serial }, privateKey);
  }

  /** The tickets of the viewer's organization, newest first. */
  async list(given: TicketFilter | null | undefined, args: ConnectionArgs): Promise<Page<SeenTicket>> {
    const filter = parseInput(ticketSearch, given, 'filter');
    const page = await paginate(this.scope.em, TicketEntity, args, {
      where: ticketsWhere(filter),
      orderBy: { id: 'desc' },
    });
    return mapPage(page, ticket => seen(ticket, 'full'));
  }

  /**
   * Gives a ticket to someone else: the old code is void from now on, and the ticket has a new one.
   * Throws NOT_FOUND, BAD_USER_INPUT, TICKET_NOT_VALID, IDEMPOTENCY_KEY_REUSED.
   */
  async transfer(id: string, { idempotencyKey: key, ...input }: TransferInput): Promise<SeenTicket> {
    const { name, email } = parseInput(transferInput, input);
    await once(this.scope, { operation: 'transferTicket', key, input: { id, ...input } }, async tx => {
      const ticket = await lockTicket(tx, id);
      if (ticket.status !== TicketStatus.VALID) throw new TicketNotValidError({ status: ticket.status });
      await this.give(tx, ticket, { name, email });
      return ticket.id;
    });
    return this.reload(id);
  }

  /**
   * The same by whoever holds the ticket, as its code shows. The answer has no code: the ticket is another's now.
   * Throws NOT_FOUND, BAD_USER_INPUT, TICKET_NOT_VALID, TICKET_TRANSFERS_CLOSED.
   */
  async passOn(text: string, { idempotencyKey: _, ...input }: TransferInput): Promise<SeenTicket> {
    const { name, email } = parseInput(transferInput, input);
    const held = await this.findScanned(this.scope.em, text);
    if (!held) throw new NotFoundError('The ticket');
    await this.scope.em.transactional(async tx => {
      await tx.execute('select 1 from ticket where id = ? for update', [held.id]);
      // The code may have become void meanwhile; then nobody holds this ticket by it.
      const ticket = await this.findScanned(tx, text);
      if (!ticket) throw new NotFoundError('The ticket');
      if (ticket.status !== TicketStatus.VALID) throw new TicketNotValidError({ status: ticket.status });
      const event = await tx.findOneOrFail(EventEntity, { id: ticket.eventId }, { ...allTenants, refresh: true });
      if (!event.holdersMayTransfer || event.status !== EventStatus.PUBLISHED || event.endsAt <= new Date()) {
        throw new TicketTransfersClosedError(event.id);
      }
      await this.give(tx, ticket, { name, email });
    });
    this.scope.em.clear();
    this.byId.clear(held.id);
    return seen((await this.byId.load(held.id))!, 'giver');
  }

  private async findScanned(em: EntityManager, text: string): Promise<Ticket | null> {
    const scanned = await this.scans.read(text);
    const options = { ...allTenants, refresh: true };
    if (scanned.kind === 'code') return em.findOne(TicketEntity, { code: scanned.code }, options);
    if (scanned.kind !== 'qr') return null;
    const { ticketId: id, serial, organizationId } = scanned;
    return em.findOne(TicketEntity, { id, serial, organizationId }, options);
  }

  /** The trigger on `ticket` raises the serial and revokes the codes before. Answers of the one before are forgotten. */
  private async give(
    tx: EntityManager,
    ticket: Ticket,
    { name, email }: { name: string; email: string },
  ): Promise<void> {
    const code = newTicketCode();
    const { id: ticketId, organizationId, eventId, ticketTypeId, orderId } = ticket;
    const attendee = { attendeeName: name, attendeeEmail: email };
    await tx.nativeUpdate(TicketEntity, { id: ticketId }, { code, ...attendee, transferredAt: new Date() }, allTenants);
    // What the one before was asked is theirs: nobody who holds the ticket from now on is to read it.
    const isSame = ticket.attendeeEmail?.toLowerCase() === email.toLowerCase();
    if (!isSame) await tx.nativeDelete(TicketAnswerEntity, { ticketId }, allTenants);
    const before = { previousName: ticket.attendeeName, previousEmail: ticket.attendeeEmail };
    const payload = { ticketId, code, eventId, ticketTypeId, orderId, ...attendee, ...before };
    await recordEvents(tx, domainEvent('ticket.transferred', payload, { ...this.scope, organizationId }));
  }

  /** A ticket of the viewer's organization that a mutation has just changed, read anew. */
  async reload(id: string): Promise<SeenTicket> {
    this.byId.clear(id);
    const ticket = await this.byId.load(id);
    if (!ticket) throw new NotFoundError('The ticket');
    return seen(ticket, accessByCode(this.scope.viewer, ticket));
  }
}

/** Reads a ticket of the tenant's, and keeps others from changing it. Throws NOT_FOUND. */
async function lockTicket(tx: EntityManager, id: string): Promise<Ticket> {
  if (!isId(id)) throw new NotFoundError('The ticket');
  await tx.execute('select 1 from ticket where id = ? for update', [id]);
  const ticket = await tx.findOne(TicketEntity, { id }, { refresh: true });
  if (!ticket) throw new NotFoundError('The ticket');
  return ticket;
}

function orderKey({ organizationId, orderId }: { organizationId: string; orderId: string }): string {
  return `${organizationId}:${orderId}`;
}

const seen = (ticket: Ticket, access: TicketAccess): SeenTicket => ({
  ...{ id: ticket.id, organizationId: ticket.organizationId, eventId: ticket.eventId, orderId: ticket.orderId },
  ...{ ticketTypeId: ticket.ticketTypeId, code: ticket.code, status: ticket.status, issuedAt: ticket.issuedAt },
  ...{ admits: ticket.admits, serial: ticket.serial, transferredAt: ticket.transferredAt },
  ...{ attendeeName: ticket.attendeeName, attendeeEmail: ticket.attendeeEmail },
  ...{ checkedInAt: ticket.checkedInAt, checkedInBy: ticket.checkedInBy },
  access,
});
