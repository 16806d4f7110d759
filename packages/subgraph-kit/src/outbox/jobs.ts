import type { EntityManager } from '@mikro-orm/postgresql';
import type { AnyDomainEvent, DomainEvent, DomainEventName } from '@ticketbase/kernel';
import type { Database } from '../database/database.ts';
import { tenantParams } from '../database/tenant-filter.ts';

/** What a subgraph does when something happened elsewhere: one handler per event's name. */
export type Jobs = {
  readonly [Name in DomainEventName]?: (event: DomainEvent<Name>, em: EntityManager) => Promise<void>;
};

/** Jobs for the events of one transaction. */
export interface JobBatch {
  readonly jobs: Jobs;
  /** Writes what the jobs left to be written together; called once, after the last of them. Its EntityManager sees no tenant's rows. */
  finish?(em: EntityManager): Promise<void>;
}

/**
 * Applies an event exactly once: the handler's writes and the note that this event was applied are one transaction.
 * The EntityManager sees the event's tenant only.
 */
export const applyOnce = (database: Database, jobs: Jobs, event: AnyDomainEvent): Promise<void> =>
  applyAll(database, { jobs }, [event]);

/**
 * Applies events in their order, each exactly once, all of them in one transaction: if one fails, none is applied.
 * Events without a handler cost nothing.
 */
export async function applyAll(
  database: Database,
  { jobs, finish }: JobBatch,
  events: readonly AnyDomainEvent[],
): Promise<void> {
  const known = events.filter(({ name }) => jobs[name]);
  if (known.length === 0) return;
  await database.forkTenant(null).transactional(async tx => {
    const rows = await tx.execute<{ event_id: string }[]>(
      `insert into inbox (event_id, handler) values ${known.map(() => '(?, ?)').join(', ')}
       on conflict do nothing returning event_id`,
      known.flatMap(({ id, name }) => [id, name]),
    );
    const fresh = new Set(rows.map(row => row.event_id));
    if (fresh.size === 0) return;
    for (const event of known) {
      if (!fresh.has(event.id)) continue;
      const em = tx.fork({ keepTransactionContext: true });
      em.setFilterParams('tenant', tenantParams(event.organizationId));
      const job = jobs[event.name] as (event: AnyDomainEvent, em: EntityManager) => Promise<void>;
      await job(event, em);
      await em.flush();
    }
    await finish?.(tx);
  });
}
