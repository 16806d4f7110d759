import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import { type Download, NotFoundError } from '@ticketbase/kernel';
import {
  BYTE_ORDER_MARK,
  type Cell,
  csvLine,
  type Database,
  type ExportOrder,
  streamRows,
} from '@ticketbase/subgraph-kit';
import { type Ticket, TicketEntity } from '../ticket/ticket.entity.ts';
import type { TicketFilter } from '../ticket/ticket.input.ts';
import { ticketsWhere } from '../ticket/tickets-where.ts';

/** What an export of attendees was asked for. */
export interface AttendeeExportQuery {
  readonly filter: TicketFilter;
  readonly byteOrderMark: boolean;
}

const COLUMNS = [
  ...['Ticket ID', 'Event', 'Starts at', 'Ticket type', 'Status', 'Attendee', 'Email'],
  ...['Issued at', 'Checked in at', 'Order ID'],
];

/** A question that was answered, by its newest words. */
interface Asked {
  readonly question_id: string;
  readonly label: string;
}

interface AttendeeRow {
  readonly id: string;
  readonly title: string;
  readonly starts_at: Date;
  readonly type_name: string;
  readonly status: string;
  readonly attendee_name: string | null;
  readonly attendee_email: string | null;
  readonly issued_at: Date;
  readonly checked_in_at: Date | null;
  readonly order_id: string;
  /** By the question's id. */
  readonly answers: Readonly<Record<string, string>> | null;
}

/**
 * The tickets of a tenant that a filter leaves, as lines of a CSV file, newest first, a column for each question that was
 * answered. Codes stand in none of them: whoever has one may enter. Memory does not grow with the tickets.
 */
export async function* exportAttendees(
  database: Database,
  organizationId: string,
  { filter, byteOrderMark }: AttendeeExportQuery,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const em = database.forkTenant(organizationId);
  const chosen = chosenTickets(em, organizationId, filter);
  const asked = await em.execute<Asked[]>(
    `select a.question_id, (array_agg(a.label order by a.answered_at desc))[1] as label
       from ticket_answer a where a.organization_id = ? and a.ticket_id in (${chosen})
      group by a.question_id order by min(a.position), a.question_id`,
    [organizationId],
  );
  const head = csvLine([...COLUMNS, ...asked.map(question => question.label)]);
  yield Buffer.from(`${byteOrderMark ? BYTE_ORDER_MARK : ''}${head}`);
  for await (const rows of streamRows<AttendeeRow>(database, toStatement(chosen), [organizationId], signal)) {
    yield Buffer.from(rows.map(row => csvLine(cellsOf(row, asked))).join(''));
  }
}

/** The ids that the list of the same filter shows, as a query with its values in it. */
function chosenTickets(em: EntityManager, organizationId: string, filter: TicketFilter): string {
  const where = { $and: [{ organizationId }, ticketsWhere(filter)] } as QBFilterQuery<Ticket>;
  return em.createQueryBuilder<Ticket>(TicketEntity).select('id').where(where).getFormattedQuery();
}

const toStatement = (chosen: string) => `
  select k.id, e.title, e.starts_at, t.name as type_name, k.status, k.attendee_name, k.attendee_email, k.issued_at,
         k.checked_in_at, k.order_id, given.answers
    from ticket k
    join event e on e.id = k.event_id
    join ticket_type t on t.id = k.ticket_type_id
    left join lateral (
      select jsonb_object_agg(a.question_id,
               (select string_agg(v, '; ') from jsonb_array_elements_text(a.values) as v)) as answers
        from ticket_answer a where a.ticket_id = k.id) given on true
   where k.organization_id = $1 and k.id in (${chosen})
   order by k.id desc`;

function cellsOf(row: AttendeeRow, asked: readonly Asked[]): Cell[] {
  return [
    ...[row.id, row.title, row.starts_at.toISOString(), row.type_name, row.status],
    ...[row.attendee_name, row.attendee_email, row.issued_at.toISOString(), row.checked_in_at?.toISOString()],
    row.order_id,
    ...asked.map(question => row.answers?.[question.question_id]),
  ];
}

/** The file that an export's link leads to. Throws NOT_FOUND for a list that there is not. */
export function attendeeExport(database: Database, order: ExportOrder, signal: AbortSignal): Download {
  if (order.list !== 'attendees') throw new NotFoundError('The list');
  return {
    filename: `attendees-${new Date().toISOString().slice(0, 10)}.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: exportAttendees(database, order.organizationId, order.query as AttendeeExportQuery, signal),
  };
}
