import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, newId, Viewer } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';

interface Completed {
  id: string;
  organization_id: string;
  title: string;
  slug: string;
  version: number;
}

/**
 * Completes published events whose end has passed; must run in a transaction. Any number of processes may do it at once.
 * Returns how many there were.
 */
export async function completeEvents(em: EntityManager): Promise<number> {
  const completed = await em.execute<Completed[]>(
    `update event set status = 'COMPLETED', version = version + 1, updated_at = now()
      where id in (
        select id from event where status = 'PUBLISHED' and ends_at <= now()
         order by ends_at limit 100 for no key update skip locked)
      returning id, organization_id, title, slug, version`,
  );
  if (completed.length === 0) return 0;
  await em.execute(
    `insert into event_revision (event_id, organization_id, version, changed)
     select e.id, e.organization_id, e.version, '{status}'
       from jsonb_to_recordset(?::jsonb) as e(id uuid, organization_id uuid, version int)`,
    [JSON.stringify(completed)],
  );
  const requestId = newId();
  const events = completed.map(({ id, organization_id: organizationId, title, slug }) =>
    domainEvent(
      'event.completed',
      { eventId: id, title, slug },
      { viewer: Viewer.service('events', organizationId), requestId },
    ),
  );
  await recordEvents(em, ...events);
  return completed.length;
}
