import { domainEvent } from '@ticketbase/kernel';
import type { Driver, PostStatement, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { Hold } from '../hold/hold.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import type { IssuedTicket, IssueTicketsValues } from './issue.type.ts';
import { issuedPayload, type SoldTicket, ticketsOf } from './sold-tickets.ts';

// Each hold, type and order is looked up by its key, one by one: a join, planned by the statistics of a table that was small
// then, reads all of it.

/** An order's requests wait for each other, whichever hold they name. */
const LOCK_ORDERS: PreparedStatement = {
  name: 'issue-lock-orders',
  text: `select pg_advisory_xact_lock(hashtextextended('order:' || asked.id, 0))
           from jsonb_array_elements_text($1::jsonb) as asked (id)`,
};
/** The holds, and then their events, as locks are taken everywhere: tickets refer to the event. */
const LOCK_HOLDS: PreparedStatement = {
  name: 'issue-lock-holds',
  text: `select held.id
           from jsonb_array_elements_text($1::jsonb) as asked (id),
                lateral (select h.id from hold h where h.id = asked.id::uuid for update) as held`,
};
const LOCK_EVENTS: PreparedStatement = {
  name: 'issue-lock-events',
  text: `select kept.id
           from (select distinct (select h.event_id from hold h where h.id = asked.id::uuid) as id
                   from jsonb_array_elements_text($1::jsonb) as asked (id) order by 1) as sold,
                lateral (select e.id from event e where e.id = sold.id for key share) as kept`,
};

/** Sent after the locks: it sees what those who had them before have committed. */
const READ: PreparedStatement = {
  name: 'issue-read',
  text: `
    select asked."orderId", h.organization_id as "organizationId", h.event_id as "eventId",
           (select e.title from event e where e.id = h.event_id) as title,
           (select json_agg(json_build_object('ticketTypeId', l.ticket_type_id, 'quantity', l.quantity, 'name', t.name,
                                              'kind', t.kind) order by l.ticket_type_id)
              from hold_line l, lateral (select * from ticket_type t where t.id = l.ticket_type_id limit 1) as t
             where l.hold_id = h.id) as lines
      from jsonb_to_recordset($1::jsonb) as asked ("holdId" uuid, "orderId" uuid),
           lateral (select * from hold h where h.id = asked."holdId" limit 1) as h
     where h.status = 'ACTIVE' and ($2::uuid is null or h.organization_id = $2::uuid)
       and (select true from ticket k where k.order_id = asked."orderId" limit 1) is null`,
};

const WRITE: PreparedStatement = {
  name: 'issue-write',
  text: `
    with issued as (
      update hold h set status = 'ISSUED', order_id = asked."orderId"
        from jsonb_to_recordset($1::jsonb) as asked ("holdId" uuid, "orderId" uuid)
       where h.id = any (array(select (e ->> 'holdId')::uuid from jsonb_array_elements($1::jsonb) e))
         and h.id = asked."holdId"),
    made as (
      insert into ticket (id, organization_id, event_id, ticket_type_id, order_id, code, status, attendee_name,
                          attendee_email, issued_at, admits)
      select k.id, k."organizationId", k."eventId", k."ticketTypeId", k."orderId", k.code, k.status, k."attendeeName",
             k."attendeeEmail", k."issuedAt", k.admits
        from jsonb_to_recordset($2::jsonb) as k(id uuid, "organizationId" uuid, "eventId" uuid, "ticketTypeId" uuid,
             "orderId" uuid, code text, status text, "attendeeName" text, "attendeeEmail" text,
             "issuedAt" timestamptz, admits boolean)
       order by k.id)
    insert into outbox (event_id, event)
    select (e->>'id')::uuid, e from jsonb_array_elements($3::jsonb) with ordinality as told(e, place) order by place`,
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

/** Whether the stock of one of the events could not be moved: nothing was written. */
export const isNotMoved = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === NOT_MOVED;

/** A hold to be turned into the tickets of an order, and who asks for it. */
export interface IssueRequest {
  readonly values: IssueTicketsValues;
  readonly by: Pick<RequestScope, 'viewer' | 'requestId'>;
}

/** An order's tickets; undefined if it goes the longer way. Refusals are errors. */
export type IssueAnswer = IssuedTicket[] | undefined | Error;

interface Line {
  readonly ticketTypeId: string;
  readonly quantity: number;
  readonly name: string;
  readonly kind: 'ADMISSION' | 'ADD_ON';
}

interface Held extends Pick<Hold, 'organizationId' | 'eventId'> {
  readonly orderId: string;
  readonly title: string;
  readonly lines: readonly Line[];
}

/** A hold that becomes tickets now. */
interface Sale {
  readonly request: IssueRequest;
  readonly held: Held;
  readonly sold: readonly SoldTicket[];
}

/**
 * Makes the tickets of orders of one tenant, each of another hold, in two trips and one commit. An order whose hold keeps
 * its tickets no more, is another tenant's, or which has its tickets already, is left as it is and answered undefined. Stock is locked last: whoever
 * buys from the event waits from there on. Throws, and writes nothing, if an event is not on sale (`isNotMoved`).
 */
export async function issueActive(driver: Driver, requests: readonly IssueRequest[]): Promise<IssueAnswer[]> {
  let answers: IssueAnswer[] = requests.map(() => undefined);
  const asked = requests.map(({ values: { holdId, orderId } }) => ({ holdId, orderId }));
  // In one order everywhere, so that no two transactions wait for each other in a circle.
  const orderIds = JSON.stringify(asked.map(({ orderId }) => orderId).sort());
  const holdIds = JSON.stringify(asked.map(({ holdId }) => holdId).sort());
  await driver.transaction(async (send, post) => {
    post(LOCK_ORDERS, [orderIds]);
    post(LOCK_HOLDS, [holdIds]);
    post(LOCK_EVENTS, [holdIds]);
    const rows = await send<Held>(READ, [JSON.stringify(asked), requests[0]!.by.viewer.organizationId]);
    const held = new Map(rows.map(row => [row.orderId, row]));
    const planned = requests.map(request => plan(request, held.get(request.values.orderId)));
    answers = planned.map(each => (each && 'sold' in each ? describe(each) : each));
    const sales = planned.filter(each => each !== undefined && 'sold' in each);
    if (sales.length === 0) return undefined;
    write(post, sales);
    return true;
  });
  return answers;
}

/** Throws nothing: what is wrong with one of them is no matter of the others. */
function plan(request: IssueRequest, held: Held | undefined): Sale | undefined | Error {
  if (!held) return undefined;
  const admitting = new Set(held.lines.filter(line => line.kind === 'ADMISSION').map(line => line.ticketTypeId));
  try {
    return { request, held, sold: ticketsOf(held, held.lines, request.values, admitting) };
  } catch (error) {
    return error as Error;
  }
}

function write(post: PostStatement, sales: readonly Sale[]): void {
  const tickets = sales.flatMap(({ sold }) => sold.map(({ ticket }) => ticket));
  const events = sales.flatMap(({ request: { by }, held: { organizationId }, sold }) =>
    sold
      .filter(({ ticket }) => ticket.admits)
      .map(({ ticket }) => domainEvent('ticket.issued', issuedPayload(ticket), { ...by, organizationId })),
  );
  const issued = sales.map(({ request: { values } }) => ({ holdId: values.holdId, orderId: values.orderId }));
  post(WRITE, [JSON.stringify(issued), JSON.stringify(tickets), JSON.stringify(events)]);
  const byEvent = [...Map.groupBy(sales, ({ held }) => held.eventId)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [eventId] of byEvent) post(LOCK_STOCK, [eventId]);
  for (const [eventId, of] of byEvent) move(post, eventId, of);
}

function move(post: PostStatement, eventId: string, sales: readonly Sale[]): void {
  const byType = new Map<string, number>();
  // The event's stock is of people.
  let people = 0;
  for (const { ticketTypeId, quantity, kind } of sales.flatMap(({ held }) => held.lines)) {
    byType.set(ticketTypeId, (byType.get(ticketTypeId) ?? 0) + quantity);
    if (kind === 'ADMISSION') people += quantity;
  }
  const types = [...byType].map(([id, quantity]) => ({ id, quantity }));
  post(MOVE, [people, eventId, JSON.stringify(types)]);
}

function describe({ held: { title, lines }, sold }: Sale): IssuedTicket[] {
  const names = new Map(lines.map(line => [line.ticketTypeId, line.name]));
  return sold
    .map(({ ticket: { id, code, ticketTypeId, admits } }) => ({
      ...{ ticketId: id, code, ticketTypeId, ticketTypeName: names.get(ticketTypeId)!, admits, eventTitle: title },
    }))
    .sort((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
}
