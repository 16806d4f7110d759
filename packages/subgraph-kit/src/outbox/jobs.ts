import type { EntityManager } from '@mikro-orm/postgresql';
import type { AnyDomainEvent, DomainEvent, DomainEventName } from '@ticketbase/kernel';
import type { Database } from '../database/database.ts';

/** What a subgraph does when something happened elsewhere: one handler per event's name. */
export type Jobs = {
  readonly [Name in DomainEventName]?: (event: DomainEvent<Name>, em: EntityManager) => Promise<void>;
};

/**
 * Applies an event exactly once: the handler's writes and the note that this event was applied are one transaction.
 * The EntityManager sees the event's tenant only.
 */
export async function applyOnce(database: Database, jobs: Jobs, event: AnyDomainEvent): Promise<void> {
  const job = jobs[event.name] as ((event: AnyDomainEvent, em: EntityManager) => Promise<void>) | undefined;
  if (!job) return;
  await database.forkTenant(event.organizationId).transactional(async em => {
    const fresh = await em.execute(
      'insert into inbox (event_id, handler) values (?, ?) on conflict do nothing returning event_id',
      [event.id, event.name],
    );
    if (fresh.length > 0) await job(event, em);
  });
}
