import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import { EventEntity, EventStatus } from '../event/event.entity.ts';
import { expireHolds } from '../hold/expire-holds.ts';
import { type Hold, HoldEntity, type HoldLine, HoldLineEntity } from '../hold/hold.entity.ts';
import { HoldAlreadyIssuedError, SalesNotOpenError } from '../hold/hold.errors.ts';
import { changeStock, lockStock, type StockChange } from '../hold/stock.ts';
import { answerRows, insertAnswers } from '../question/answer.service.ts';
import type { RequestScope } from '../request-scope.ts';
import { TicketTypeEntity, TicketTypeKind } from '../ticket-type/ticket-type.entity.ts';
import type { GroupedIssues } from './grouped-issues.ts';
import {
  type AttendeePage,
  type IssuedTicket,
  type IssueTicketsInput,
  type IssueTicketsValues,
  issueTicketsInput,
  type VoidTicketsInput,
  voidTicketsInput,
} from './issue.type.ts';
import { issuedPayload, ticketsOf } from './sold-tickets.ts';
import { TicketEntity, TicketStatus } from './ticket.entity.ts';

const allTenants = { filters: { tenant: false } } as const;
const LARGEST_PAGE = 500;
const pageSize = z.int().min(1, 'Must be at least 1.').max(LARGEST_PAGE, `Must be at most ${LARGEST_PAGE}.`);

/** Makes tickets of orders, and makes them void. Called by other subgraphs only. */
export class IssueService {
  private readonly scope: RequestScope;
  private readonly grouped: GroupedIssues;

  constructor(scope: RequestScope, grouped: GroupedIssues) {
    this.scope = scope;
    this.grouped = grouped;
  }

  /**
   * Turns a hold into the tickets of an order, once: the same order is answered with the same tickets. A hold that ended
   * before takes its tickets again, if there are some left.
   * Throws NOT_FOUND, BAD_USER_INPUT, INSUFFICIENT_TICKETS, SALES_NOT_OPEN for a cancelled event, HOLD_ALREADY_ISSUED.
   */
  async issue(input: IssueTicketsInput): Promise<IssuedTicket[]> {
    const values = parseInput(issueTicketsInput, input);
    return (await this.grouped.add({ values, by: this.scope })) ?? this.issueAnyHold(values);
  }

  private issueAnyHold(values: IssueTicketsValues): Promise<IssuedTicket[]> {
    return this.transaction(async tx => {
      // An order's requests wait for each other, whichever hold they name.
      await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`order:${values.orderId}`]);
      const before = await this.describe(tx, values.orderId);
      if (before.length > 0) return before;
      const hold = await this.lockHold(tx, values.holdId);
      if (hold.status === 'ISSUED') throw new HoldAlreadyIssuedError();
      return this.sell(tx, hold, values);
    });
  }

  /**
   * Makes tickets of an order void and gives their stock back, each once. A cancelled ticket may still become a refunded
   * one. Returns how many changed. Throws BAD_USER_INPUT.
   */
  async voidTickets(input: VoidTicketsInput): Promise<number> {
    const { orderId, ticketIds, status } = parseInput(voidTicketsInput, input);
    const organizationId = this.scope.viewer.requireOrganization();
    if (ticketIds.length === 0) return 0;
    return this.transaction(async tx => {
      // The event before its stock, in the order of all locks: what is written for its doors refers to it.
      const events = await tx.execute<{ id: string }[]>(
        `select id from event
          where id in (select event_id from ticket where order_id = ? and organization_id = ?)
          order by id for key share`,
        [orderId, organizationId],
      );
      for (const event of events) await lockStock(tx, event.id);
      const ids = JSON.stringify(ticketIds);
      const voided = await tx.execute<{ event_id: string; ticket_type_id: string }[]>(
        `update ticket
            set status = ?,
                ended_with_event = exists (select 1 from event e where e.id = ticket.event_id and e.status = 'CANCELLED')
          -- Locked in the order of the ids first, as doors that sync do: neither waits for the other in a circle.
          where id = any (array(
              select id from ticket
               where order_id = ? and organization_id = ?
                 and id = any(array(select jsonb_array_elements_text(?::jsonb)::uuid))
               order by id for update))
            and status in ('VALID', 'USED')
          returning event_id, ticket_type_id`,
        [status, orderId, organizationId, ids],
      );
      for (const [eventId, ofEvent] of Map.groupBy(voided, row => row.event_id)) {
        await changeStock(tx, eventId, returned(ofEvent));
      }
      if (status !== TicketStatus.REFUNDED) return voided.length;
      const refunded = await tx.execute(
        `update ticket set status = 'REFUNDED'
          where order_id = ? and organization_id = ? and status = 'CANCELLED'
            and id = any(array(select jsonb_array_elements_text(?::jsonb)::uuid))
          returning id`,
        [orderId, organizationId, ids],
      );
      return voided.length + refunded.length;
    });
  }

  /**
   * Those who have a good ticket for an event of the command's tenant, or had one until it was called off, in parts.
   * Throws NOT_FOUND, BAD_USER_INPUT.
   */
  async attendees(eventId: string, after?: string | null, first?: number | null): Promise<AttendeePage> {
    const size = parseInput(pageSize, first ?? LARGEST_PAGE, 'first');
    if (after != null && !isId(after)) throw new BadUserInputError([{ path: 'after', message: 'Is not a cursor.' }]);
    const event = isId(eventId) ? await this.scope.em.findOne(EventEntity, { id: eventId }) : null;
    if (!event) throw new NotFoundError('The event');
    // Money for a cancelled event may be given back before its attendees are asked for.
    const isOrWasGood = {
      $or: [{ status: { $in: [TicketStatus.VALID, TicketStatus.USED] } }, { endedWithEvent: true }],
    };
    const tickets = await this.scope.em.find(
      TicketEntity,
      { eventId, admits: true, ...isOrWasGood, ...(after ? { id: { $gt: after } } : {}) },
      { orderBy: { id: 'asc' }, limit: size + 1 },
    );
    const page = tickets.slice(0, size);
    const attendees = page.map(({ id, code, attendeeName, attendeeEmail }) => ({
      ...{ name: attendeeName, email: attendeeEmail, ticketId: id, code },
    }));
    return { attendees, endCursor: tickets.length > size ? page.at(-1)!.id : null };
  }

  private async lockHold(tx: EntityManager, holdId: string): Promise<Hold> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const hold = await tx.findOne(HoldEntity, { id: holdId }, { ...allTenants, lockMode, refresh: true });
    const { organizationId } = this.scope.viewer;
    if (!hold || (organizationId !== null && hold.organizationId !== organizationId)) {
      throw new NotFoundError('The hold');
    }
    return hold;
  }

  /** Writes the tickets of a hold, and then moves their stock. */
  private async sell(tx: EntityManager, hold: Hold, values: IssueTicketsValues): Promise<IssuedTicket[]> {
    // Held before the stock, in the order of all locks: tickets refer to the event.
    await tx.execute('select 1 from event where id = ? for key share', [hold.eventId]);
    const lines = await tx.find(HoldLineEntity, { holdId: hold.id }, { orderBy: { ticketTypeId: 'asc' } });
    const types = await tx.find(TicketTypeEntity, { id: { $in: lines.map(line => line.ticketTypeId) } }, allTenants);
    const admitting = new Set(types.filter(type => type.kind === TicketTypeKind.ADMISSION).map(type => type.id));
    const sold = ticketsOf(hold, lines, values, admitting);
    const tickets = sold.map(({ ticket }) => ticket);
    await tx.nativeUpdate(HoldEntity, { id: hold.id }, { status: 'ISSUED', orderId: values.orderId }, allTenants);
    await tx.insertMany(TicketEntity, tickets);
    await insertAnswers(
      tx,
      sold.flatMap(({ ticket, attendee }) => answerRows(ticket, attendee?.answers ?? [])),
    );
    const by = { ...this.scope, organizationId: hold.organizationId };
    const admissions = tickets.filter(ticket => ticket.admits);
    await recordEvents(tx, ...admissions.map(ticket => domainEvent('ticket.issued', issuedPayload(ticket), by)));
    const issued = await this.describe(tx, values.orderId);
    await this.moveStock(tx, hold, lines);
    return issued;
  }

  /**
   * Turns held stock into sold stock; last of all, since whoever buys from the event waits from here until the commit.
   * If it cannot be, what was written before is undone with the error.
   */
  private async moveStock(tx: EntityManager, hold: Hold, lines: readonly HoldLine[]): Promise<void> {
    await lockStock(tx, hold.eventId);
    const event = await tx.findOne(EventEntity, { id: hold.eventId }, { ...allTenants, refresh: true });
    if (event?.status !== EventStatus.PUBLISHED && event?.status !== EventStatus.COMPLETED) {
      throw new SalesNotOpenError({ eventId: hold.eventId });
    }
    if (hold.status !== 'ACTIVE') await expireHolds(tx, { eventId: hold.eventId, except: hold.id });
    const held = hold.status === 'ACTIVE' ? -1 : 0;
    const changes = lines.map(({ ticketTypeId, quantity }) => ({
      ...{ ticketTypeId, held: held * quantity, sold: quantity },
    }));
    await changeStock(tx, hold.eventId, changes);
  }

  private describe(tx: EntityManager, orderId: string): Promise<IssuedTicket[]> {
    const { organizationId } = this.scope.viewer;
    return tx.execute<IssuedTicket[]>(
      `select k.id as "ticketId", k.code, t.id as "ticketTypeId", t.name as "ticketTypeName", k.admits,
              e.title as "eventTitle"
         from ticket k join ticket_type t on t.id = k.ticket_type_id join event e on e.id = k.event_id
        where k.order_id = ? and (?::uuid is null or k.organization_id = ?::uuid) order by k.id`,
      [orderId, organizationId, organizationId],
    );
  }

  private async transaction<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    const result = await this.scope.em.transactional(work);
    this.scope.em.clear();
    return result;
  }
}

function returned(voided: ReadonlyArray<{ readonly ticket_type_id: string }>): StockChange[] {
  const byType = Map.groupBy(voided, row => row.ticket_type_id);
  return [...byType].map(([ticketTypeId, rows]) => ({ ticketTypeId, held: 0, sold: -rows.length }));
}
