import type { PostStatement, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { HoldPlan, HoldRequest } from './hold-plan.ts';

/** The event before its stock, as locks are taken everywhere: holds refer to the event. */
const LOCK: PreparedStatement = {
  name: 'lock-for-holds',
  text: `
    with kept as materialized (select id from event where id = $1 for key share)
    select s.event_id from event_stock s join kept on kept.id = s.event_id for update of s`,
};

const TAKE: PreparedStatement = {
  name: 'take-holds',
  text: `
    with stock as (
      update event_stock s set held = s.held + $1::int
       where s.event_id = $2 and ($1::int = 0 or s.capacity is null or s.sold + s.held + $1::int <= s.capacity)
      returning s.event_id, s.organization_id),
    moved as (
      update ticket_type t set held = t.held + c.quantity
        from jsonb_to_recordset($3::jsonb) as c(id uuid, quantity int), stock
       where t.id = c.id and t.event_id = stock.event_id and t.sold + t.held + c.quantity <= t.quantity
      returning t.id),
    made as (
      insert into hold (id, organization_id, event_id, status, expires_at, created_at)
      select h.id, stock.organization_id, stock.event_id, 'ACTIVE', h."expiresAt", now()
        from jsonb_to_recordset($4::jsonb) as h(id uuid, "expiresAt" timestamptz), stock
       order by h.id),
    written as (
      insert into hold_line (hold_id, ticket_type_id, quantity, unit_price_amount)
      select l."holdId", l."ticketTypeId", l.quantity, l."unitPriceAmount"
        from jsonb_to_recordset($5::jsonb)
          as l("holdId" uuid, "ticketTypeId" uuid, quantity int, "unitPriceAmount" int))
    select 1 / (count(*) = jsonb_array_length($3::jsonb))::int from moved`,
};

/** Keeps everyone else from moving the event's stock until the transaction ends. */
export function lockForHolds(post: PostStatement, eventId: string): void {
  post(LOCK, [eventId]);
}

/**
 * Writes what the plan takes, by one statement: the stock, the holds, their lines. It carries its own conditions and
 * fails (by a division by zero) if not all of the stock moved, which the lock excludes; the tables' checks stand behind.
 */
export function takeForHolds(
  post: PostStatement,
  eventId: string,
  requests: readonly HoldRequest[],
  { decisions }: HoldPlan,
): void {
  const taken = requests.flatMap(({ values }, index) => {
    const decision = decisions[index]!;
    return decision.kind === 'taken' ? [{ values, lines: decision.lines }] : [];
  });
  if (taken.length === 0) return;
  const holds = taken.map(({ values }) => ({ id: values.holdId, expiresAt: values.expiresAt }));
  const lines = taken.flatMap(({ values, lines }) => lines.map(line => ({ ...line, holdId: values.holdId })));
  const byType = new Map<string, number>();
  for (const { ticketTypeId, quantity } of lines) {
    byType.set(ticketTypeId, (byType.get(ticketTypeId) ?? 0) + quantity);
  }
  const types = [...byType].map(([id, quantity]) => ({ id, quantity }));
  // The event's capacity is of people.
  const people = lines.reduce((sum, line) => sum + (line.kind === 'ADMISSION' ? line.quantity : 0), 0);
  const values = [people, eventId, JSON.stringify(types), JSON.stringify(holds), JSON.stringify(lines)];
  post(TAKE, values);
}
