import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, NotFoundError, newId } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { EventEntity, EventStatus } from '../event/event.entity.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { RetiredTicketCodeEntity, type Ticket, TicketEntity, TicketStatus } from '../ticket/ticket.entity.ts';
import { TicketDoesNotAdmitError, TicketNotValidError, TicketTransferredError } from '../ticket/ticket.errors.ts';
import { parseTicketCode } from '../ticket/ticket-code.ts';
import { type CheckIn, CheckInEntity } from './check-in.entity.ts';
import { TicketAlreadyUsedError, TicketNotUsedError } from './check-in.errors.ts';
import type { StaffDirectory } from './staff-directory.ts';

interface Admitted {
  id: string;
  event_id: string;
}

/** Lets people in at the door of the viewer's organization, each ticket once. */
export class CheckInService {
  private readonly scope: RequestScope;
  private readonly staff: StaffDirectory;

  constructor(scope: RequestScope, staff: StaffDirectory) {
    this.scope = scope;
    this.staff = staff;
  }

  /**
   * Uses a ticket. Of any number of devices that scan it together one succeeds; the same key again answers with what it
   * did first. Throws NOT_FOUND, TICKET_ALREADY_USED, TICKET_NOT_VALID, TICKET_TRANSFERRED,
   * TICKET_DOES_NOT_ADMIT, IDEMPOTENCY_KEY_REUSED.
   */
  async checkIn(text: string, key: string): Promise<CheckIn> {
    const organizationId = this.scope.viewer.require('tickets:check_in');
    const code = parseTicketCode(text);
    if (code === undefined) throw new NotFoundError('The ticket');
    const work = async (tx: EntityManager) => {
      const checkedInAt = new Date();
      const checkedInBy = this.scope.viewer.userId;
      const [used] = await tx.execute<Admitted[]>(
        `update ticket set status = 'USED', checked_in_at = ?, checked_in_by = ?
          where code = ? and organization_id = ? and status = 'VALID' and admits
            and exists (select 1 from event e where e.id = ticket.event_id and e.status <> 'CANCELLED')
          returning id, event_id`,
        [checkedInAt, checkedInBy, code, organizationId],
      );
      if (!used) throw await this.refusal(tx, code);
      const checkInId = newId();
      const { id: ticketId, event_id: eventId } = used;
      await tx.insert(CheckInEntity, {
        ...{ id: checkInId, organizationId, eventId, ticketId, checkedInAt, checkedInBy },
      });
      const ticket = await tx.findOneOrFail(TicketEntity, { id: ticketId }, { refresh: true });
      const payload = { ...payloadOf(ticket), checkedInAt: checkedInAt.toISOString() };
      await recordEvents(tx, domainEvent('ticket.checked_in', payload, this.scope));
      return checkInId;
    };
    const id = await once(this.scope, { operation: 'checkInTicket', key, input: { code } }, work).catch(error =>
      this.explain(error),
    );
    return this.scope.em.findOneOrFail(CheckInEntity, { id });
  }

  /** Makes a used ticket valid again. Returns the ticket's id. Throws NOT_FOUND, TICKET_NOT_USED, TICKET_NOT_VALID, TICKET_TRANSFERRED. */
  async undo(text: string): Promise<string> {
    const organizationId = this.scope.viewer.require('tickets:check_in');
    const code = parseTicketCode(text);
    if (code === undefined) throw new NotFoundError('The ticket');
    const id = await this.scope.em.transactional(async tx => {
      const [undone] = await tx.execute<Admitted[]>(
        `update ticket set status = 'VALID', checked_in_at = null, checked_in_by = null
          where code = ? and organization_id = ? and status = 'USED' returning id, event_id`,
        [code, organizationId],
      );
      if (!undone) throw await this.refusal(tx, code);
      await tx.execute(
        'update check_in set undone_at = ?, undone_by = ? where ticket_id = ? and organization_id = ? and undone_at is null',
        [new Date(), this.scope.viewer.userId, undone.id, organizationId],
      );
      const ticket = await tx.findOneOrFail(TicketEntity, { id: undone.id }, { refresh: true });
      await recordEvents(tx, domainEvent('ticket.check_in_undone', payloadOf(ticket), this.scope));
      return undone.id;
    });
    this.scope.em.clear();
    return id;
  }

  /** Adds the name of whoever used the ticket; asked for when the transaction is over. */
  private async explain(error: unknown): Promise<never> {
    if (!(error instanceof TicketAlreadyUsedError) || !error.checkedInBy) throw error;
    const { id } = error.checkedInBy;
    throw new TicketAlreadyUsedError(error.checkedInAt, { id, name: await this.staff.nameOf(id, this.scope) });
  }

  /** Why a code neither lets in nor out. */
  private async refusal(tx: EntityManager, code: string): Promise<Error> {
    const ticket = await tx.findOne(TicketEntity, { code }, { refresh: true });
    if (!ticket) {
      const retired = await tx.findOne(RetiredTicketCodeEntity, { code });
      return retired ? new TicketTransferredError(retired.retiredAt) : new NotFoundError('The ticket');
    }
    if (!ticket.admits) return new TicketDoesNotAdmitError(ticket.ticketTypeId);
    const { status, checkedInAt, checkedInBy } = ticket;
    if (status === TicketStatus.USED && checkedInAt) {
      return new TicketAlreadyUsedError(checkedInAt, checkedInBy === null ? null : { id: checkedInBy, name: null });
    }
    if (status !== TicketStatus.VALID) return new TicketNotValidError({ status });
    const event = await tx.findOne(EventEntity, { id: ticket.eventId }, { refresh: true });
    if (event?.status === EventStatus.CANCELLED) return new TicketNotValidError({ status, eventStatus: event.status });
    return new TicketNotUsedError();
  }
}

const payloadOf = ({ id: ticketId, code, eventId, ticketTypeId, orderId }: Ticket) => ({
  ...{ ticketId, code, eventId, ticketTypeId, orderId },
});
