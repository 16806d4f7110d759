import type { EntityManager } from '@mikro-orm/postgresql';
import { KnownEventEntity } from './known-event.entity.ts';

/** The event's title in the tenant of `em`; empty if none of its domain events has arrived yet. */
export async function eventTitle(em: EntityManager, eventId: string): Promise<string> {
  return (await em.findOne(KnownEventEntity, { id: eventId }))?.title ?? '';
}

interface OfEvent {
  readonly organizationId: string | null;
  readonly payload: { readonly eventId: string };
}

/** Titles of events as they are within one transaction, each looked up once. */
export class EventTitles {
  private readonly known = new Map<string, string>();

  /** The title of the event that a domain event of the tenant of `em` is about; empty if it is not known yet. */
  async of(em: EntityManager, { organizationId, payload: { eventId } }: OfEvent): Promise<string> {
    const key = `${organizationId}:${eventId}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const title = await eventTitle(em, eventId);
    this.known.set(key, title);
    return title;
  }

  /** Writes down what an event is called from now on. */
  async set(em: EntityManager, organizationId: string, eventId: string, title: string): Promise<void> {
    await em.upsert(KnownEventEntity, { id: eventId, organizationId, title });
    this.known.set(`${organizationId}:${eventId}`, title);
  }
}
