import type { PreparedStatement, SendStatement } from '@ticketbase/subgraph-kit';
import type { AddOnGroup } from '../add-on/add-on-group.entity.ts';
import type { Event } from '../event/event.entity.ts';
import type { TicketType } from '../ticket-type/ticket-type.entity.ts';
import type { EventStock } from './stock.entity.ts';

const EVENT_COLUMNS = ['id', 'organizationId', 'slug', 'title', 'status', 'visibility', 'currency'] as const;
const EVENT_TIMES = ['publishedAt', 'startsAt', 'endsAt', 'salesStartAt', 'salesEndAt'] as const;
const TYPE_COLUMNS = [
  ...(['id', 'name', 'priceAmount', 'quantity', 'sold', 'held', 'minPerOrder', 'maxPerOrder'] as const),
  ...(['hidden', 'accessCode', 'sortOrder', 'kind', 'addOnGroupId'] as const),
] as const;
const TYPE_TIMES = ['salesStartAt', 'salesEndAt'] as const;
const GROUP_COLUMNS = [
  ...(['id', 'name', 'ticketTypeIds', 'minPerTicket', 'maxPerTicket', 'soldAlone', 'sortOrder'] as const),
] as const;

/** An event as those who buy from it are concerned. */
export type SaleEvent = Pick<Event, (typeof EVENT_COLUMNS)[number] | (typeof EVENT_TIMES)[number]>;
/** One of its ticket types, with its stock. */
export type SaleType = Pick<TicketType, (typeof TYPE_COLUMNS)[number] | (typeof TYPE_TIMES)[number]>;

/** What add-ons are chosen among. */
export type SaleAddOnGroup = Pick<AddOnGroup, (typeof GROUP_COLUMNS)[number]>;

/** All that decides what can be bought of one event, as it stood at one moment. */
export interface Sale {
  readonly event: SaleEvent;
  readonly stock: Pick<EventStock, 'capacity' | 'sold' | 'held'>;
  /** In the order in which they are shown. */
  readonly types: readonly SaleType[];
  readonly addOnGroups: readonly SaleAddOnGroup[];
  /** Of the holds that were asked about, those that exist, whatever became of them. */
  readonly known: ReadonlySet<string>;
  /** Whether holds of the event keep tickets past their time. */
  readonly overdue: boolean;
}

const column = (name: string) => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
const asJson = (table: string, names: readonly string[]) =>
  `json_build_object(${names.map(name => `'${name}', ${table}.${column(name)}`).join(', ')})`;

const READ_SALE: PreparedStatement = {
  name: 'read-sale',
  text: `
    select ${asJson('e', [...EVENT_COLUMNS, ...EVENT_TIMES])} as event,
           ${asJson('s', ['capacity', 'sold', 'held'])} as stock,
           (select coalesce(json_agg(${asJson('t', [...TYPE_COLUMNS, ...TYPE_TIMES])} order by t.sort_order, t.id), '[]')
              from ticket_type t where t.event_id = e.id) as types,
           (select coalesce(json_agg(${asJson('g', GROUP_COLUMNS)}), '[]')
              from add_on_group g where g.event_id = e.id) as "addOnGroups",
           exists (select 1 from hold h
                    where h.event_id = e.id and h.status = 'ACTIVE' and h.expires_at <= now()) as overdue,
           -- One look by key for each: a join, planned while the table was small, would read all of it ever after.
           (select coalesce(json_agg(asked.id), '[]') from jsonb_array_elements_text($1::jsonb) as asked (id)
             where (select true from hold h where h.id = asked.id::uuid)) as known
      from event e join event_stock s on s.event_id = e.id
     where e.id = $2`,
};

interface SaleRow {
  readonly event: Record<string, unknown>;
  readonly stock: Sale['stock'];
  readonly types: ReadonlyArray<Record<string, unknown>>;
  readonly addOnGroups: readonly SaleAddOnGroup[];
  readonly overdue: boolean;
  readonly known: readonly string[];
}

/** Reads an event for those who buy from it, and which of these holds exist, by one statement. Undefined if there is no such event. */
export async function readSale(
  send: SendStatement,
  eventId: string,
  holdIds: readonly string[] = [],
): Promise<Sale | undefined> {
  const [row] = await send<SaleRow>(READ_SALE, [JSON.stringify(holdIds), eventId]);
  return (
    row && {
      event: withTimes<SaleEvent>(row.event, EVENT_TIMES),
      stock: row.stock,
      types: row.types.map(type => withTimes<SaleType>(type, TYPE_TIMES)),
      addOnGroups: row.addOnGroups,
      overdue: row.overdue,
      known: new Set(row.known),
    }
  );
}

/** JSON has times as text. */
function withTimes<Row>(row: Record<string, unknown>, times: readonly string[]): Row {
  const parsed = times.map(name => [name, typeof row[name] === 'string' ? new Date(row[name]) : null]);
  return { ...row, ...Object.fromEntries(parsed) } as Row;
}
