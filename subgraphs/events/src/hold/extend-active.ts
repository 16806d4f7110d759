import type { PreparedStatement, SendStatement } from '@ticketbase/subgraph-kit';
import type { TicketHold } from './hold.type.ts';
import { type HeldEvent, toTicketHold } from './ticket-hold.ts';

/**
 * The status is asked of the row as it is when its lock is had: a hold that expires, is given back or issued meanwhile
 * is not touched. Stock does not move, so its lock is not needed.
 */
const EXTEND_ACTIVE: PreparedStatement = {
  name: 'extend-active-hold',
  text: `
    update hold h set expires_at = $2
      from event e
     where h.id = $1 and h.status = 'ACTIVE' and ($3::uuid is null or h.organization_id = $3::uuid)
       and e.id = h.event_id and e.status = 'PUBLISHED'
    returning e.id, e.organization_id as "organizationId", e.title, e.slug, e.currency, e.starts_at as "startsAt",
      (select json_agg(json_build_object('ticketTypeId', l.ticket_type_id, 'name', t.name, 'hidden', t.hidden, 'quantity', l.quantity,
                                         'unitPriceAmount', l.unit_price_amount) order by t.sort_order, t.id)
         -- Types by their key: a join, planned by old statistics, may read all of them.
         from hold_line l, lateral (select * from ticket_type t where t.id = l.ticket_type_id limit 1) as t
        where l.hold_id = h.id) as lines`,
};

type Extended = HeldEvent & { readonly lines: Parameters<typeof toTicketHold>[2] };

/**
 * Keeps a hold that has its tickets for longer, by one statement. Undefined if it has them no more, never was, belongs to
 * another tenant, or its event is not on sale: why, is for the longer way to say.
 */
export async function extendActive(
  send: SendStatement,
  {
    id,
    expiresAt,
    organizationId,
  }: { readonly id: string; readonly expiresAt: Date; readonly organizationId: string | null },
): Promise<TicketHold | undefined> {
  const [row] = await send<Extended>(EXTEND_ACTIVE, [id, expiresAt, organizationId]);
  return row && toTicketHold(row, { id, expiresAt }, row.lines);
}
