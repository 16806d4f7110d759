import type { EntityManager } from '@mikro-orm/postgresql';
import { type DomainEventName, domainEvent, newId, type Payload, Viewer } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { changeStock, lockStock, stockFreed } from '../hold/stock.ts';
import { OPEN_END } from './offer-places.ts';

/** Entries that one pass ends at most. */
const BATCH = 200;

/** An entry as its end is told. */
export interface EndedEntry {
  readonly id: string;
  readonly organization_id: string;
  readonly event_id: string;
  readonly ticket_type_id: string;
  readonly hold_id: string | null;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly slug: string;
  readonly type_name: string;
}

/** What a statement that ends entries returns, with the names of what they waited for. */
export const ENDED = `n.id, n.organization_id, n.event_id, n.ticket_type_id, n.hold_id, n.name, n.email,
  (select e.title from event e where e.id = n.event_id) as title,
  (select e.slug from event e where e.id = n.event_id) as slug,
  (select t.name from ticket_type t where t.id = n.ticket_type_id) as type_name`;

/** What every domain event about an entry says. */
export const entryPayload = (entry: EndedEntry) => ({
  ...{ entryId: entry.id, eventId: entry.event_id, title: entry.title, slug: entry.slug },
  ...{ ticketTypeId: entry.ticket_type_id, ticketTypeName: entry.type_name, name: entry.name, email: entry.email },
});

type EndOfEntry = Extract<
  DomainEventName,
  'waitlist.offer_lapsed' | 'waitlist.closed' | 'waitlist.left' | 'waitlist.removed'
>;

/** Tells of entries that ended, in their transaction. */
export async function tellOfEnd<Name extends EndOfEntry>(
  em: EntityManager,
  name: Name,
  entries: readonly EndedEntry[],
  more: Omit<Payload<Name>, keyof ReturnType<typeof entryPayload>>,
  by?: { readonly viewer: Viewer; readonly requestId: string },
): Promise<void> {
  const requestId = by?.requestId ?? newId();
  const events = entries.map(entry =>
    domainEvent(name, { ...entryPayload(entry), ...more } as unknown as Payload<Name>, {
      viewer: by?.viewer ?? Viewer.service('events', entry.organization_id),
      ...{ requestId, organizationId: entry.organization_id },
    }),
  );
  await recordEvents(em, ...events);
}

/**
 * Ends offers whose hold has ended without them; must run in a transaction. Their stock is back already, and went to the
 * next in line with the hold's end. Any number of processes may do it at once. Returns how many there were.
 */
export async function lapseOffers(em: EntityManager): Promise<number> {
  const lapsed = await em.execute<EndedEntry[]>(
    `update waitlist_entry n set status = 'LAPSED', ended_at = now()
      where n.id in (
        select o.id from waitlist_entry o join hold h on h.id = o.hold_id
         where o.status = 'OFFERED' and o.offer_expires_at <= now() and h.status in ('EXPIRED', 'RELEASED')
         order by o.offer_expires_at limit ${BATCH} for update of o skip locked)
      returning ${ENDED}`,
  );
  await tellOfEnd(em, 'waitlist.offer_lapsed', lapsed, {});
  return lapsed.length;
}

/**
 * Closes the lists of events that are over or called off, and gives back what was set aside for them; must run in a
 * transaction, which takes one event. Returns how much it did.
 */
export async function closeWaitlists(em: EntityManager): Promise<number> {
  const [event] = await em.execute<{ id: string; status: string; reason: string | null }[]>(
    `select e.id, e.status, e.cancel_reason as reason
       from waitlist w join event e on e.id = w.event_id and e.status in ('CANCELLED', 'COMPLETED')
      where w.closed_at is null order by e.id limit 1 for no key update of w skip locked`,
  );
  if (!event) return 0;
  const ended = await endEntries(em, event.id, 'n.event_id = ?', [event.id], {
    status: 'CLOSED',
    tell: entries =>
      tellOfEnd(em, 'waitlist.closed', entries, {
        cause: event.status === 'CANCELLED' ? 'CANCELLED' : 'OVER',
        reason: event.reason,
      }),
  });
  // What someone else is ending at this moment is left for the next time.
  const closed = await em.execute(
    `update waitlist set closed_at = now() where event_id = ? and not exists (
       select 1 from waitlist_entry where event_id = ? and status in ('WAITING', 'OFFERED')) returning event_id`,
    [event.id, event.id],
  );
  return ended + closed.length;
}

/**
 * Closes the entries of an event, or of one of its ticket types, that is about to be deleted, and tells who waited. No
 * tickets are kept for them any more: what keeps some cannot be deleted.
 */
export async function closeEntries(
  em: EntityManager,
  eventId: string,
  { ticketTypeId, cause }: { readonly ticketTypeId?: string; readonly cause: 'DELETED' | 'TICKETS_WITHDRAWN' },
  by: { readonly viewer: Viewer; readonly requestId: string },
): Promise<void> {
  const [condition, values] = ticketTypeId ? ['n.ticket_type_id = ?', [ticketTypeId]] : ['n.event_id = ?', [eventId]];
  const tell = (entries: readonly EndedEntry[]) =>
    tellOfEnd(em, 'waitlist.closed', entries, { cause, reason: null }, by);
  while ((await endEntries(em, eventId, condition, values, { status: 'CLOSED', tell })) > 0);
}

/**
 * Lets those who wait have what is free without having been freed by anyone: because sales have opened meanwhile, or a
 * process died in between. Must run in a transaction, which takes one event. Returns how many got something.
 */
export async function offerWhatIsFree(em: EntityManager): Promise<number> {
  const [event] = await em.execute<{ id: string }[]>(
    `select s.event_id as id from event_stock s
       join waitlist w on w.event_id = s.event_id and w.enabled
       join event e on e.id = s.event_id and e.status = 'PUBLISHED' and e.ends_at > now()
      where s.waiting > 0 and (s.capacity is null or s.capacity > s.sold + s.held)
        and coalesce(e.sales_start_at, now()) <= now() and coalesce(e.sales_end_at, e.ends_at) > now()
        and exists (select 1 from waitlist_entry n join ticket_type t on t.id = n.ticket_type_id
                     where n.event_id = s.event_id and n.status = 'WAITING' and t.quantity > t.sold + t.held
                       and coalesce(t.sales_start_at, now()) <= now() and (t.sales_end_at is null or t.sales_end_at > now()))
      limit 1 for update of s skip locked`,
  );
  return event ? stockFreed(em, event.id) : 0;
}

/**
 * Ends entries of one event that wait or have an offer, and gives back what was kept for them. Takes the locks in the
 * order of all: holds first, and those that someone else is ending are left to the next pass. Returns how many ended.
 */
export async function endEntries(
  em: EntityManager,
  eventId: string,
  condition: string,
  values: readonly unknown[],
  { status, tell }: { status: 'CLOSED' | 'LEFT' | 'REMOVED'; tell: (entries: readonly EndedEntry[]) => Promise<void> },
): Promise<number> {
  const held = await em.execute<{ id: string }[]>(
    `select h.id from hold h
      where h.id in (select n.hold_id from waitlist_entry n where ${condition} and n.status in ('WAITING', 'OFFERED'))
      order by h.id for update skip locked`,
    [...values],
  );
  await lockStock(em, eventId);
  // What is set aside (its hold has no end) changes under the lock of the stock only; an offer that came between waits.
  const ended = await em.execute<(EndedEntry & { was: string })[]>(
    `with chosen as (
       select n.id, n.status from waitlist_entry n left join hold h on h.id = n.hold_id
        where ${condition} and n.status in ('WAITING', 'OFFERED')
          and (h.id is null or h.status <> 'ACTIVE' or h.expires_at = '${OPEN_END}'
               or h.id in (select jsonb_array_elements_text(?::jsonb)::uuid))
        order by n.place limit ${BATCH} for update of n)
     update waitlist_entry n set status = ?, ended_at = now()
       from chosen where chosen.id = n.id
     returning ${ENDED}, chosen.status as was`,
    [...values, JSON.stringify(held.map(({ id }) => id)), status],
  );
  if (ended.length === 0) return 0;
  const waited = ended.filter(entry => entry.was === 'WAITING').length;
  await em.execute('update event_stock set waiting = waiting - ? where event_id = ?', [waited, eventId]);
  await releaseHolds(em, eventId, ended);
  await tell(ended);
  return ended.length;
}

async function releaseHolds(em: EntityManager, eventId: string, entries: readonly EndedEntry[]): Promise<void> {
  const ids = entries.flatMap(({ hold_id }) => hold_id ?? []);
  if (ids.length === 0) return;
  const released = await em.execute<{ ticketTypeId: string; quantity: number }[]>(
    `with released as (
       update hold set status = 'RELEASED'
        where status = 'ACTIVE' and id = any(array(select jsonb_array_elements_text(?::jsonb)::uuid))
       returning id)
     select l.ticket_type_id as "ticketTypeId", sum(l.quantity)::int as quantity
       from hold_line l join released r on r.id = l.hold_id group by l.ticket_type_id order by l.ticket_type_id`,
    [JSON.stringify(ids)],
  );
  const changes = released.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, held: -quantity, sold: 0 }));
  await changeStock(em, eventId, changes);
}
