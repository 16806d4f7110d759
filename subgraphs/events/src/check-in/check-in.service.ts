import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, NotFoundError, newId, singleLine } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Scanned, ScanReader } from '../signing/scan-reader.ts';
import { TicketStatus } from '../ticket/ticket.entity.ts';
import { TicketDoesNotAdmitError, TicketNotValidError, TicketTransferredError } from '../ticket/ticket.errors.ts';
import { type Door, refusalOf } from './admission.policy.ts';
import { type CheckIn, CheckInEntity } from './check-in.entity.ts';
import {
  TicketAlreadyUsedError,
  TicketNotGenuineError,
  TicketNotOnListError,
  TicketNotUsedError,
  TicketOfOtherEventError,
} from './check-in.errors.ts';
import type { CheckInListService } from './check-in-list.service.ts';
import { type LockedTicket, lockTickets, revocationOf, TicketIndex } from './door-tickets.ts';
import type { StaffDirectory } from './staff-directory.ts';

const undoReason = singleLine({ most: 300, mayBeEmpty: true }).nullish();

/** Lets people in at the doors of the viewer's organization, each ticket once per list. */
export class CheckInService {
  private readonly scope: RequestScope;
  private readonly lists: CheckInListService;
  private readonly scans: ScanReader;
  private readonly staff: StaffDirectory;

  constructor(scope: RequestScope, lists: CheckInListService, scans: ScanReader, staff: StaffDirectory) {
    this.scope = scope;
    this.lists = lists;
    this.scans = scans;
    this.staff = staff;
  }

  /**
   * Uses a ticket. Of any number of devices that scan it together one succeeds; the same key again answers with what it
   * did first. Throws NOT_FOUND, TICKET_ALREADY_USED, TICKET_NOT_VALID, TICKET_NOT_GENUINE, TICKET_TRANSFERRED,
   * TICKET_OF_OTHER_EVENT, TICKET_NOT_ON_LIST, TICKET_DOES_NOT_ADMIT, IDEMPOTENCY_KEY_REUSED.
   */
  async checkIn(text: string, listId: string | null | undefined, key: string): Promise<CheckIn> {
    const organizationId = this.scope.viewer.require('tickets:check_in');
    const scanned = await this.read(text);
    const door = await this.lists.door(listId);
    const input = { ...nameOf(scanned), ...(door.eventId === null ? {} : { listId }) };
    const id = await once(this.scope, { operation: 'checkInTicket', key, input }, async tx => {
      const ticket = await this.lock(tx, scanned, door);
      const active = await this.activeCheckIn(tx, ticket, door.listId);
      if (active) throw new TicketAlreadyUsedError(active.checkedInAt, staffOf(active.checkedInBy));
      const checkIn = {
        ...{ id: newId(), organizationId, eventId: ticket.eventId, ticketId: ticket.id, listId: door.listId },
        ...{ checkedInAt: new Date(), checkedInBy: this.scope.viewer.userId, deviceId: null, scanId: null },
        ...{ undoneAt: null, undoneBy: null, undoReason: null, supersededAt: null, supersededBy: null },
      };
      await tx.insert(CheckInEntity, checkIn);
      if (door.listId === null) await this.use(tx, checkIn);
      const payload = { ...payloadOf(ticket), listId: door.listId, checkedInAt: checkIn.checkedInAt.toISOString() };
      await recordEvents(tx, domainEvent('ticket.checked_in', payload, this.scope));
      return checkIn.id;
    }).catch(error => this.explain(error));
    return this.scope.em.findOneOrFail(CheckInEntity, { id });
  }

  /**
   * Makes a used ticket valid again. Returns the ticket's id.
   * Throws NOT_FOUND, TICKET_NOT_USED, and what `checkIn` throws for a ticket that opens nothing.
   */
  async undo(text: string, listId: string | null | undefined, given: string | null | undefined): Promise<string> {
    this.scope.viewer.require('tickets:check_in');
    const reason = parseInput(undoReason, given, 'reason') || null;
    const scanned = await this.read(text);
    const door = await this.lists.door(listId);
    const id = await this.scope.em.transactional(async tx => {
      const ticket = await this.lock(tx, scanned, door);
      const active = await this.activeCheckIn(tx, ticket, door.listId);
      if (!active) throw new TicketNotUsedError();
      await tx.nativeUpdate(
        CheckInEntity,
        { id: active.id },
        { undoneAt: new Date(), undoneBy: this.scope.viewer.userId, undoReason: reason },
      );
      if (door.listId === null) {
        await tx.execute(
          `update ticket set status = 'VALID', checked_in_at = null, checked_in_by = null where id = ? and status = 'USED'`,
          [ticket.id],
        );
      }
      const payload = { ...payloadOf(ticket), listId: door.listId, reason };
      await recordEvents(tx, domainEvent('ticket.check_in_undone', payload, this.scope));
      return ticket.id;
    });
    this.scope.em.clear();
    return id;
  }

  /** Throws NOT_FOUND, TICKET_NOT_GENUINE. */
  private async read(text: string): Promise<Scanned> {
    const scanned = await this.scans.read(text);
    if (scanned.kind === 'unreadable') throw new NotFoundError('The ticket');
    // What another organization signed is to this one as if nobody had.
    const foreign = scanned.kind === 'qr' && scanned.organizationId !== this.scope.viewer.organizationId;
    if (scanned.kind === 'forged' || foreign) throw new TicketNotGenuineError();
    return scanned;
  }

  /** The ticket, if it opens this door, whether or not it was used. */
  private async lock(tx: EntityManager, scanned: Scanned, door: Door): Promise<LockedTicket> {
    const tickets = await lockTickets(tx, this.scope.viewer.requireOrganization(), [scanned]);
    const found = new TicketIndex(tickets).find(scanned);
    if (!found) throw new NotFoundError('The ticket');
    const { ticket, serial } = found;
    const revoked = revocationOf(ticket, serial);
    switch (refusalOf(ticket, serial, door)) {
      case undefined:
        return ticket;
      case 'OTHER_EVENT':
        throw new TicketOfOtherEventError(ticket.eventId);
      case 'REPLACED':
        throw new TicketTransferredError(revoked?.revokedAt ?? new Date(), revoked?.reason);
      case 'DOES_NOT_ADMIT':
        throw new TicketDoesNotAdmitError(ticket.ticketTypeId);
      case 'NOT_ON_LIST':
        throw new TicketNotOnListError(ticket.ticketTypeId);
      case 'VOID': {
        const isVoid = ticket.status !== TicketStatus.VALID && ticket.status !== TicketStatus.USED;
        throw new TicketNotValidError({
          status: ticket.status,
          eventStatus: isVoid ? undefined : ticket.eventStatus,
        });
      }
    }
  }

  private activeCheckIn(tx: EntityManager, ticket: LockedTicket, listId: string | null): Promise<CheckIn | null> {
    const where = { ticketId: ticket.id, listId, undoneAt: null, supersededAt: null };
    return tx.findOne(CheckInEntity, where, { refresh: true });
  }

  /** The condition is the second guard, behind the lock and before the unique index. */
  private async use(
    tx: EntityManager,
    { ticketId, checkedInAt, checkedInBy }: Pick<CheckIn, 'ticketId' | 'checkedInAt' | 'checkedInBy'>,
  ): Promise<void> {
    const used = await tx.execute(
      `update ticket set status = 'USED', checked_in_at = ?, checked_in_by = ? where id = ? and status = 'VALID' returning id`,
      [checkedInAt, checkedInBy, ticketId],
    );
    if (used.length === 0) throw new TicketAlreadyUsedError(checkedInAt, null);
  }

  /** Adds the name of whoever used the ticket; asked for when the transaction is over. */
  private async explain(error: unknown): Promise<never> {
    if (!(error instanceof TicketAlreadyUsedError) || !error.checkedInBy) throw error;
    const { id } = error.checkedInBy;
    throw new TicketAlreadyUsedError(error.checkedInAt, { id, name: await this.staff.nameOf(id, this.scope) });
  }
}

const staffOf = (id: string | null) => (id === null ? null : { id, name: null });

/** What tells one scanned ticket from another, for the record of an idempotency key. */
const nameOf = (scanned: Scanned) =>
  scanned.kind === 'code' ? { code: scanned.code } : scanned.kind === 'qr' ? { ticketId: scanned.ticketId } : {};

const payloadOf = ({ id: ticketId, code, eventId, ticketTypeId, orderId }: LockedTicket) => ({
  ...{ ticketId, code, eventId, ticketTypeId, orderId },
});
