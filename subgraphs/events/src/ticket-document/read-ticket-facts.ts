import type { Driver, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { Ticket } from '../ticket/ticket.entity.ts';
import { type EventFacts, placeLines, type TicketFacts } from './ticket-facts.ts';

/** Each row by its key: drawing is in the background of every sale, and reads nothing else. */
const READ: PreparedStatement = {
  name: 'read-ticket-facts',
  text: `
    select k.id as "ticketId", k.code, k.serial, k.attendee_name as "attendeeName", k.admits, k.status,
           k.ticket_type_id as "ticketTypeId",
           (select t.name from ticket_type t where t.id = k.ticket_type_id) as "ticketTypeName",
           e.id as "eventId", e.organization_id as "organizationId", e.title, e.starts_at as "startsAt",
           e.ends_at as "endsAt", e.time_zone as "timeZone", e.online_url as "onlineUrl", e.updated_at as "updatedAt",
           e.version,
           (select json_build_object('name', v.name, 'address', v.address, 'city', v.city, 'country', v.country)
              from venue v where v.id = e.venue_id) as venue
      from jsonb_array_elements_text($1::jsonb) as asked (id),
           lateral (select * from ticket k where k.id = asked.id::uuid limit 1) as k,
           lateral (select * from event e where e.id = k.event_id limit 1) as e
     where k.organization_id = $2
     order by k.id`,
};

type Row = Omit<TicketFacts, 'qr' | 'event'> &
  Omit<EventFacts, 'id' | 'place'> & {
    readonly admits: boolean;
    readonly status: Ticket['status'];
    readonly ticketTypeId: string;
    readonly eventId: string;
    readonly venue: Parameters<typeof placeLines>[0] | null;
  };

/** What the documents of a ticket say, but for its signature; and what decides whether there are any. */
export interface UnsignedFacts extends Omit<TicketFacts, 'qr'> {
  readonly admits: boolean;
  readonly status: Ticket['status'];
  readonly ticketTypeId: string;
}

/** Of tickets of one organization, in the order of their ids, by one statement. */
export async function readTicketFacts(
  driver: Driver,
  organizationId: string,
  ticketIds: readonly string[],
): Promise<UnsignedFacts[]> {
  const rows = await driver.query<Row>(READ, [JSON.stringify(ticketIds), organizationId]);
  const events = new Map<string, EventFacts>();
  return rows.map(({ ticketId, code, serial, attendeeName, ticketTypeName, admits, status, ticketTypeId, ...of }) => {
    const event = events.get(of.eventId) ?? eventOf(of);
    events.set(event.id, event);
    return { ticketId, code, serial, attendeeName, ticketTypeName, admits, status, ticketTypeId, event };
  });
}

function eventOf({
  eventId: id,
  venue,
  organizationId,
  title,
  startsAt,
  endsAt,
  timeZone,
  onlineUrl,
  updatedAt,
  version,
}: Omit<Row, keyof UnsignedFacts>): EventFacts {
  const place = venue ? placeLines(venue) : [];
  return { id, organizationId, title, startsAt, endsAt, timeZone, place, onlineUrl, updatedAt, version };
}
