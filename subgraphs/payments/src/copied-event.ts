import type { EntityManager } from '@mikro-orm/postgresql';
import type { DomainEvent } from '@ticketbase/kernel';

/**
 * Gives an event that was made like another what is kept of it here: its waiting room, empty and opening as long before
 * the start, and the tax categories of its ticket types. A room whose opening would be past is switched off, until the
 * organizer says when it opens.
 */
export async function copyWhatIsKept(event: DomainEvent<'event.created'>, em: EntityManager): Promise<void> {
  const { eventId, copied } = event.payload;
  if (!copied) return;
  const organizationId = event.organizationId!;
  await em.execute(
    `insert into waiting_room (event_id, organization_id, enabled, paused, rate_per_minute, admission_minutes, opens_at,
       shuffled, issued, base_served, base_at, lapsed, mark_served, mark_at, updated_at)
     select ?, r.organization_id, r.enabled and moved.opens_at > now(), false, r.rate_per_minute, r.admission_minutes,
            greatest(moved.opens_at, now()), 0, 0, 0, now(), 0, 0, now(), now()
       from waiting_room r cross join lateral (select r.opens_at + ? * interval '1 millisecond' as opens_at) moved
      where r.event_id = ? and r.organization_id = ?
     on conflict (event_id) do nothing`,
    [eventId, copied.movedBy, copied.fromEventId, organizationId],
  );
  await em.execute(
    `insert into tax_category (organization_id, ticket_type_id, category, updated_at)
     select c.organization_id, t."toId", c.category, now()
       from jsonb_to_recordset(?::jsonb) as t("fromId" uuid, "toId" uuid)
       join tax_category c on c.ticket_type_id = t."fromId" and c.organization_id = ?
     on conflict do nothing`,
    [JSON.stringify(copied.ticketTypes), organizationId],
  );
}
