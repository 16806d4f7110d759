import type { EntityManager } from '@mikro-orm/postgresql';
import { changeStock } from './stock.ts';

/** Holds that one pass ends at most: short transactions keep buyers from waiting. */
const BATCH = 200;

/** The holds of one event, but the one in hand if there is one. */
export interface EventHolds {
  readonly eventId: string;
  readonly except?: string;
}

interface ExpiredLine {
  event_id: string;
  ticket_type_id: string;
  quantity: number;
}

/**
 * Ends holds whose time is up, of all events or of one, and gives their tickets back; must run in a transaction. Holds
 * that someone else is changing right now are left to them, so that any number of processes may sweep at once and a
 * hold ends once. Returns how many ended.
 */
export async function expireHolds(em: EntityManager, of?: EventHolds): Promise<number> {
  const expired = await em.execute<{ id: string }[]>(
    `update hold set status = 'EXPIRED'
      where id in (
        select id from hold
         where status = 'ACTIVE' and expires_at <= now() ${of ? 'and event_id = ? and id is distinct from ?::uuid' : ''}
         order by expires_at
         limit ${BATCH}
         for update skip locked)
      returning id`,
    of ? [of.eventId, of.except ?? null] : [],
  );
  if (expired.length === 0) return 0;
  const lines = await em.execute<ExpiredLine[]>(
    `select h.event_id, l.ticket_type_id, sum(l.quantity)::int as quantity
       from hold_line l join hold h on h.id = l.hold_id
      where h.id = any(array(select jsonb_array_elements_text(?::jsonb)::uuid))
      group by h.event_id, l.ticket_type_id
      order by h.event_id, l.ticket_type_id`,
    [JSON.stringify(expired.map(hold => hold.id))],
  );
  for (const [event, ofEvent] of Map.groupBy(lines, line => line.event_id)) {
    const changes = ofEvent.map(line => ({ ticketTypeId: line.ticket_type_id, held: -line.quantity, sold: 0 }));
    await changeStock(em, event, changes);
  }
  return expired.length;
}
