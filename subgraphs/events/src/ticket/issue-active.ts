import { domainEvent } from '@ticketbase/kernel';
import type { Driver, PostStatement, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { Hold } from '../hold/hold.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import type { IssuedTicket, IssueTicketsValues } from './issue.type.ts';
import { issuedPayload, type SoldTicket, ticketsOf } from './sold-tickets.ts';

/** An order's requests wait for each other, whichever hold they name. */
const LOCK_ORDER: PreparedStatement = {
  name: 'issue-lock-order',
  text: `select pg_advisory_xact_lock(hashtextextended('order:' || $1::text, 0))`,
};
/** The hold, and then its event, as locks are taken everywhere: tickets refer to the event. */
const LOCK_HOLD: PreparedStatement = { name: 'issue-lock-hold', text: 'select 1 from hold where id = $1 for update' };
const LOCK_EVENT: PreparedStatement = {
  name: 'issue-lock-event',
  text: 'select 1 from event where id = (select event_id from hold where id = $1) for key share',
};

/** Sent after the locks: it sees what those who had them before have committed. */
const READ: PreparedStatement = {
  name: 'issue-read',
  text: `
    select h.organization_id as "organizationId", h.event_id as "eventId", e.title,
           (select json_agg(json_build_object('ticketTypeId', l.ticket_type_id, 'quantity', l.quantity, 'name', t.name,
                                              'kind', t.kind) order by l.ticket_type_id)
              from hold_line l join ticket_type t on t.id = l.ticket_type_id
             where l.hold_id = h.id) as lines
      from hold h join event e on e.id = h.event_id
     where h.id = $1 and h.status = 'ACTIVE' and ($3::uuid is null or h.organization_id = $3::uuid)
       and not exists (select 1 from ticket k where k.order_id = $2)`,
};

const WRITE: PreparedStatement = {
  name: 'issue-write',
  text: `
    with issued as (update hold set status = 'ISSUED', order_id = $2 where id = $1),
    made as (
      insert into ticket (id, organization_id, event_id, ticket_type_id, order_id, code, status, attendee_name,
                          attendee_email, issued_at, admits)
      select k.id, k."organizationId", k."eventId", k."ticketTypeId", k."orderId", k.code, k.status, k."attendeeName",
             k."attendeeEmail", k."issuedAt", k.admits
        from jsonb_to_recordset($3::jsonb) as k(id uuid, "organizationId" uuid, "eventId" uuid, "ticketTypeId" uuid,
             "orderId" uuid, code text, status text, "attendeeName" text, "attendeeEmail" text,
             "issuedAt" timestamptz, admits boolean)
       order by k.id)
    insert into outbox (event_id, event)
    select (e->>'id')::uuid, e from jsonb_array_elements($4::jsonb) with ordinality as told(e, place) order by place`,
};

const LOCK_STOCK: PreparedStatement = {
  name: 'issue-lock-stock',
  text: 'select 1 from event_stock where event_id = $1 for update',
};

/**
 * Turns held stock into sold stock. What is available stays the same, so nobody can be short of it. Fails (by a division
 * by zero) unless all of it moved, such as for an event that was called off.
 */
const MOVE: PreparedStatement = {
  name: 'issue-move',
  text: `
    with stock as (
      update event_stock s set held = s.held - $1::int, sold = s.sold + $1::int
        from event e
       where s.event_id = $2 and e.id = s.event_id and e.status in ('PUBLISHED', 'COMPLETED')
      returning s.event_id),
    moved as (
      update ticket_type t set held = t.held - c.quantity, sold = t.sold + c.quantity
        from jsonb_to_recordset($3::jsonb) as c(id uuid, quantity int), stock
       where t.id = c.id and t.event_id = stock.event_id
      returning t.id)
    select 1 / (count(*) = jsonb_array_length($3::jsonb))::int from moved`,
};
const NOT_MOVED = '22012';

interface Line {
  readonly ticketTypeId: string;
  readonly quantity: number;
  readonly name: string;
  readonly kind: 'ADMISSION' | 'ADD_ON';
}

interface Held extends Pick<Hold, 'organizationId' | 'eventId'> {
  readonly title: string;
  readonly lines: readonly Line[];
}

type By = Pick<RequestScope, 'viewer' | 'requestId'>;

/**
 * Makes the tickets of an order of the hold that keeps them, in two trips and one commit, which is nearly every sale.
 * The stock is locked last: whoever buys from the event waits from there on. Undefined, with nothing changed, for all
 * others, which go the longer way: the order has its tickets, the hold ended or is of another tenant, attendees
 * answered questions, the event is not on sale. Throws BAD_USER_INPUT.
 */
export async function issueActive(
  driver: Driver,
  values: IssueTicketsValues,
  by: By,
): Promise<IssuedTicket[] | undefined> {
  if (values.attendees?.some(attendee => attendee.answers?.length)) return undefined;
  const { holdId, orderId } = values;
  try {
    return await driver.transaction(async (send, post) => {
      post(LOCK_ORDER, [orderId]);
      post(LOCK_HOLD, [holdId]);
      post(LOCK_EVENT, [holdId]);
      const [held] = await send<Held>(READ, [holdId, orderId, by.viewer.organizationId]);
      if (!held) return undefined;
      const admitting = new Set(held.lines.filter(line => line.kind === 'ADMISSION').map(line => line.ticketTypeId));
      const sold = ticketsOf(held, held.lines, values, admitting);
      write(post, values, held, sold, by);
      return describe(held, sold);
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === NOT_MOVED) return undefined;
    throw error;
  }
}

function write(
  post: PostStatement,
  { holdId, orderId }: IssueTicketsValues,
  { organizationId, eventId, lines }: Held,
  sold: readonly SoldTicket[],
  by: By,
): void {
  const tickets = sold.map(({ ticket }) => ticket);
  const events = tickets
    .filter(ticket => ticket.admits)
    .map(ticket => domainEvent('ticket.issued', issuedPayload(ticket), { ...by, organizationId }));
  post(WRITE, [holdId, orderId, JSON.stringify(tickets), JSON.stringify(events)]);
  post(LOCK_STOCK, [eventId]);
  // The event's stock is of people.
  const people = lines.reduce((sum, line) => sum + (line.kind === 'ADMISSION' ? line.quantity : 0), 0);
  const types = lines.map(({ ticketTypeId, quantity }) => ({ id: ticketTypeId, quantity }));
  post(MOVE, [people, eventId, JSON.stringify(types)]);
}

function describe({ title, lines }: Held, sold: readonly SoldTicket[]): IssuedTicket[] {
  const names = new Map(lines.map(line => [line.ticketTypeId, line.name]));
  return sold
    .map(({ ticket: { id, code, ticketTypeId, admits } }) => ({
      ...{ ticketId: id, code, ticketTypeId, ticketTypeName: names.get(ticketTypeId)!, admits, eventTitle: title },
    }))
    .sort((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
}
