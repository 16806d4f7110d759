import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, hashSecret, newId, newSecret, Viewer } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { type InLine, type Share, shareOut } from './waitlist.policy.ts';

/** Takes stock as everyone does, so that an offer is subject to the same conditions. */
export type TakeStock = (
  em: EntityManager,
  eventId: string,
  changes: ReadonlyArray<{ readonly ticketTypeId: string; readonly held: number; readonly sold: number }>,
) => Promise<void>;

/** Entries that one pass looks at; there are as many passes as it needs. */
const BATCH = 200;
/** Until when places are set aside for someone who insists on more: only the waitlist itself ends that. */
export const OPEN_END = '9999-12-31T00:00:00Z';

interface List {
  organization_id: string;
  title: string;
  slug: string;
  time_zone: string;
  offer_expires_at: Date;
  left: number | null;
}

interface Candidate extends InLine {
  name: string;
  email: string;
  typeName: string;
  priceAmount: number;
  left: number;
  holdId: string | null;
}

/** What a candidate gets, with all that is written down about it. */
interface Award extends Share {
  readonly candidate: Candidate;
  readonly holdId: string;
  readonly secret: string;
}

/**
 * Offers what is free of an event to those who wait for it, in order, before anyone else can have it: in the transaction
 * that frees it, under the lock of the event's stock. Each offer is a hold like any other. Returns how many got something.
 */
export async function offerPlaces(em: EntityManager, eventId: string, takeStock: TakeStock): Promise<number> {
  const viewer = (organizationId: string) => Viewer.service('events', organizationId);
  const requestId = newId();
  let served = 0;
  while (true) {
    const list = await openList(em, eventId);
    if (!list || list.left === 0) return served;
    const candidates = await nextInLine(em, eventId);
    const awards = awardsOf(candidates, list);
    if (awards.length === 0) return served;
    const changes = Map.groupBy(awards, award => award.ticketTypeId);
    await takeStock(
      em,
      eventId,
      [...changes].map(([ticketTypeId, all]) => ({
        ticketTypeId,
        sold: 0,
        held: all.reduce((n, a) => n + a.taken, 0),
      })),
    );
    await write(em, eventId, list, awards);
    const by = { viewer: viewer(list.organization_id), requestId };
    const offered = awards.filter(award => award.offered);
    await recordEvents(
      em,
      ...offered.map(award => domainEvent('waitlist.offered', toPayload(eventId, list, award), by)),
    );
    served += awards.length;
    if (candidates.length < BATCH) return served;
  }
}

/**
 * The waitlist, if it makes offers now; locks the event's stock. The event comes before it in the order of locks, and
 * holds refer to it: one that is being deleted at this moment is passed by, rather than waited for.
 */
async function openList(em: EntityManager, eventId: string): Promise<List | undefined> {
  const [list] = await em.execute<List[]>(
    `select e.organization_id, e.title, e.slug, e.time_zone, s.capacity - s.sold - s.held as left,
            least(now() + make_interval(mins => w.offer_minutes), coalesce(e.sales_end_at, e.ends_at), e.ends_at) as offer_expires_at
       from event_stock s
       join event e on e.id = s.event_id
       join waitlist w on w.event_id = s.event_id and w.enabled
      where s.event_id = ? and s.waiting > 0 and e.status = 'PUBLISHED' and e.ends_at > now()
        and coalesce(e.sales_start_at, now()) <= now() and coalesce(e.sales_end_at, e.ends_at) > now()
        for update of s for key share of e skip locked`,
    [eventId],
  );
  return list;
}

/** The first in line for each type that is free: those who wait for the others cost nothing. */
function nextInLine(em: EntityManager, eventId: string): Promise<Candidate[]> {
  return em.execute<Candidate[]>(
    `select n.id, t.id as "ticketTypeId", n.name, n.email, n.quantity, n.accept_fewer as "acceptFewer",
            n.hold_id as "holdId", coalesce(l.quantity, 0) as gathered, t.name as "typeName",
            t.price_amount as "priceAmount", t.min_per_order as "minPerOrder", t.quantity - t.sold - t.held as left
       from ticket_type t
      cross join lateral (
        select * from waitlist_entry e where e.ticket_type_id = t.id and e.status = 'WAITING' order by e.place limit ${BATCH}) n
       left join hold_line l on l.hold_id = n.hold_id and l.ticket_type_id = t.id
      where t.event_id = ? and t.quantity > t.sold + t.held
        and coalesce(t.sales_start_at, now()) <= now() and (t.sales_end_at is null or t.sales_end_at > now())
      order by n.place
      limit ${BATCH}`,
    [eventId],
  );
}

function awardsOf(candidates: readonly Candidate[], list: List): Award[] {
  const byId = new Map(candidates.map(candidate => [candidate.id, candidate]));
  const free = {
    ofType: new Map(candidates.map(({ ticketTypeId, left }) => [ticketTypeId, left])),
    ofEvent: list.left,
  };
  return shareOut(candidates, free).map(share => {
    const candidate = byId.get(share.id)!;
    return { ...share, candidate, holdId: candidate.holdId ?? newId(), secret: newSecret() };
  });
}

/** The holds with their lines, the entries, the links' hashes, and how many are left waiting. */
async function write(em: EntityManager, eventId: string, list: List, awards: readonly Award[]): Promise<void> {
  const rows = JSON.stringify(
    awards.map(({ id, holdId, ticketTypeId, total, offered, secret, candidate }) => ({
      ...{ id, holdId, ticketTypeId, total, offered, price: candidate.priceAmount },
      ...{ hash: hashSecret(secret), until: offered ? list.offer_expires_at : OPEN_END },
    })),
  );
  const given = `jsonb_to_recordset(?::jsonb) as a(id uuid, "holdId" uuid, "ticketTypeId" uuid, total int, offered boolean,
    price int, hash text, until timestamptz)`;
  await em.execute(
    `insert into hold (id, organization_id, event_id, status, expires_at, created_at)
     select a."holdId", ?, ?, 'ACTIVE', a.until, now() from ${given}
     on conflict (id) do update set expires_at = excluded.expires_at`,
    [list.organization_id, eventId, rows],
  );
  await em.execute(
    `insert into hold_line (hold_id, ticket_type_id, quantity, unit_price_amount)
     select a."holdId", a."ticketTypeId", a.total, a.price from ${given}
     on conflict (hold_id, ticket_type_id) do update set quantity = excluded.quantity, unit_price_amount = excluded.unit_price_amount`,
    [rows],
  );
  await em.execute(
    `update waitlist_entry n
        set hold_id = a."holdId",
            status = case when a.offered then 'OFFERED' else n.status end,
            offered = case when a.offered then a.total end,
            offer_expires_at = case when a.offered then a.until end
       from ${given} where n.id = a.id`,
    [rows],
  );
  await em.execute(
    `insert into waitlist_token (token_hash, entry_id) select a.hash, a.id from ${given} where a.offered`,
    [rows],
  );
  await em.execute('update event_stock set waiting = waiting - ? where event_id = ?', [
    awards.filter(award => award.offered).length,
    eventId,
  ]);
}

function toPayload(eventId: string, list: List, { id: entryId, ticketTypeId, total, candidate, secret }: Award) {
  const { name, email, quantity, typeName: ticketTypeName } = candidate;
  const { title, slug, time_zone: timeZone } = list;
  return {
    ...{ entryId, eventId, title, slug, ticketTypeId, ticketTypeName, name, email, quantity, offered: total, timeZone },
    ...{ offerExpiresAt: new Date(list.offer_expires_at).toISOString(), waitlistToken: secret },
  };
}
