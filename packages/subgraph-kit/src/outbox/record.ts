import type { EntityManager } from '@mikro-orm/postgresql';
import type { DomainEvent } from '@ticketbase/kernel';

/**
 * Records domain events in the transaction of the change that they tell of: both happen, or neither.
 * Throws if `em` is not in a transaction.
 */
export async function recordEvents(em: EntityManager, ...events: DomainEvent[]): Promise<void> {
  if (!em.isInTransaction()) throw new Error('A domain event is recorded in the transaction of its change.');
  if (events.length === 0) return;
  const rows = events.map(() => '(?, ?::jsonb)').join(', ');
  const values = events.flatMap(event => [event.id, JSON.stringify(event)]);
  await em.execute(`insert into outbox (event_id, event) values ${rows}`, values);
}
