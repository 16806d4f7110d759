import type { EntityManager, QBFilterQuery } from '@mikro-orm/postgresql';
import { type Download, minorUnitDigits, NotFoundError } from '@ticketbase/kernel';
import { BYTE_ORDER_MARK, type Cell, csvLine, type Database, streamRows } from '@ticketbase/subgraph-kit';
import { type Order, OrderEntity } from '../order/order.entity.ts';
import type { OrderFilter } from '../order/order.input.ts';
import { ordersWhere } from '../order/order-search.ts';

/** What an export of orders was asked for. */
export interface OrderExportQuery {
  readonly filter: OrderFilter;
  readonly byteOrderMark: boolean;
}

const COLUMNS = [
  ...['Order', 'Status', 'Placed at', 'Confirmed at', 'Event ID', 'Buyer', 'Email'],
  ...['Company', 'Address', 'Country', 'Tax ID', 'Items', 'Tickets', 'Currency'],
  ...['Subtotal', 'Discount', 'Fees', 'Tax', 'Total', 'Paid', 'Given back'],
  ...['Promo code', 'Payment method', 'Payment reference', 'Invoices'],
];

interface OrderRow {
  readonly number: string;
  readonly status: string;
  readonly created_at: Date;
  readonly confirmed_at: Date | null;
  readonly event_id: string;
  readonly buyer_name: string;
  readonly buyer_email: string;
  readonly invoice_address: Order['invoiceAddress'];
  readonly items: string | null;
  readonly tickets: number;
  readonly currency: string;
  readonly subtotal: number;
  readonly discount: number;
  readonly fees: number;
  readonly tax: number;
  readonly total: number;
  readonly paid: string;
  readonly refunded: string;
  readonly promo_code: string | null;
  readonly method: string | null;
  readonly payment_reference: string | null;
  readonly invoices: string | null;
}

/** The orders of a tenant that a filter leaves, as lines of a CSV file, newest first. Memory does not grow with them. */
export async function* exportOrders(
  database: Database,
  organizationId: string,
  { filter, byteOrderMark }: OrderExportQuery,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const chosen = await chosenOrders(database.forkTenant(organizationId), organizationId, filter);
  yield Buffer.from(`${byteOrderMark ? BYTE_ORDER_MARK : ''}${csvLine(COLUMNS)}`);
  for await (const rows of streamRows<OrderRow>(database, toStatement(chosen), [organizationId], signal)) {
    yield Buffer.from(rows.map(row => csvLine(cellsOf(row))).join(''));
  }
}

/** The ids that the list of the same filter shows, as a query with its values in it. */
async function chosenOrders(em: EntityManager, organizationId: string, filter: OrderFilter): Promise<string> {
  const where = { $and: [{ organizationId }, await ordersWhere(em, filter)] } as QBFilterQuery<Order>;
  return em.createQueryBuilder<Order>(OrderEntity).select('id').where(where).getFormattedQuery();
}

const toStatement = (chosen: string) => `
  select o.number, o.status, o.created_at, o.confirmed_at, o.event_id, o.buyer_name, o.buyer_email, o.invoice_address,
         o.currency, o.subtotal, o.discount, o.fees, o.tax, o.total, o.promo_code, o.payment ->> 'label' as method,
         o.payment_reference, items.names as items, coalesce(items.tickets, 0)::int as tickets, money.paid, money.refunded,
         documents.numbers as invoices
    from orders o
    left join lateral (
      select string_agg(quantity || ' × ' || name, '; ' order by id) as names, sum(quantity) as tickets
        from order_item where order_id = o.id) items on true
    left join lateral (
      select coalesce(sum(amount) filter (where kind = 'PAYMENT'), 0) as paid,
             coalesce(sum(amount) filter (where kind = 'REFUND'), 0) as refunded
        from ledger_transaction where order_id = o.id) money on true
    left join lateral (
      select string_agg(number, '; ' order by id) as numbers from invoice where order_id = o.id) documents on true
   where o.organization_id = $1 and o.id in (${chosen})
   order by o.id desc`;

function cellsOf(row: OrderRow): Cell[] {
  const money = (amount: number | string) => toDecimal(Number(amount), row.currency);
  const { company, address, country, taxId } = row.invoice_address ?? {};
  return [
    ...[row.number, row.status, row.created_at.toISOString(), row.confirmed_at?.toISOString(), row.event_id],
    ...[row.buyer_name, row.buyer_email, company, address, country, taxId, row.items, row.tickets, row.currency],
    ...[row.subtotal, row.discount, row.fees, row.tax, row.total, row.paid, row.refunded].map(money),
    ...[row.promo_code, row.method, row.payment_reference, row.invoices],
  ];
}

/** Asking the runtime costs more than writing a line does; there are only so many currencies. */
const digitsOf = new Map<string, number>();

/** Minor units as a decimal text with the currency's digits and a point. */
function toDecimal(amount: number, currency: string): Cell {
  const digits = digitsOf.get(currency) ?? minorUnitDigits(currency);
  digitsOf.set(currency, digits);
  const padded = String(Math.abs(amount)).padStart(digits + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return { decimal: digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}` };
}

/** The file that an export's link leads to. Throws NOT_FOUND for a list that there is not. */
export function orderExport(
  database: Database,
  { organizationId, list, query }: { readonly organizationId: string; readonly list: string; readonly query: object },
  signal: AbortSignal,
): Download {
  if (list !== 'orders') throw new NotFoundError('The list');
  return {
    filename: `orders-${new Date().toISOString().slice(0, 10)}.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: exportOrders(database, organizationId, reviveQuery(query as StoredQuery), signal),
  };
}

interface StoredQuery {
  readonly filter: Omit<OrderFilter, 'createdFrom' | 'createdBefore'> & {
    readonly createdFrom?: string | null;
    readonly createdBefore?: string | null;
  };
  readonly byteOrderMark: boolean;
}

/** JSON has no dates. */
function reviveQuery({ filter, byteOrderMark }: StoredQuery): OrderExportQuery {
  const date = (text: string | null | undefined) => (text ? new Date(text) : null);
  const { createdFrom, createdBefore } = filter;
  return { filter: { ...filter, createdFrom: date(createdFrom), createdBefore: date(createdBefore) }, byteOrderMark };
}
