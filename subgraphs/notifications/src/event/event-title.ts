import type { EntityManager } from '@mikro-orm/postgresql';
import { KnownEventEntity } from './known-event.entity.ts';

/** The event's title in the tenant of `em`; empty if none of its domain events has arrived yet. */
export async function eventTitle(em: EntityManager, eventId: string): Promise<string> {
  return (await em.findOne(KnownEventEntity, { id: eventId }))?.title ?? '';
}
