import type { AnyDomainEvent } from '@ticketbase/kernel';
import type { TenantStore } from '../store/analytics-database.ts';

const PUBLISHED: Readonly<Record<string, boolean>> = {
  'event.published': true,
  'event.cancelled': false,
  'event.deleted': false,
};

/** Keeps which organization an event belongs to, and whether its page can be seen. */
export async function knowEvent(store: TenantStore, event: AnyDomainEvent): Promise<void> {
  if (!event.name.startsWith('event.') || !('eventId' in event.payload)) return;
  const { eventId } = event.payload;
  const never = new Date(0);
  await store.events.insertOnce({ _id: eventId, published: false, changedAt: never, private: false, seenAt: never });
  await knowVisibility(store, eventId, event);
  const published = PUBLISHED[event.name];
  if (published === undefined) return;
  const occurredAt = new Date(event.occurredAt);
  await store.events.write([
    {
      filter: { _id: eventId, changedAt: { $lte: occurredAt } },
      update: { $set: { published, changedAt: occurredAt } },
    },
  ]);
}

/** Keeps whether the event is private, apart from whether it is published: news of the two may come in any order. */
async function knowVisibility(store: TenantStore, eventId: string, { payload, ...event }: AnyDomainEvent) {
  if (!('visibility' in payload) || payload.visibility === undefined) return;
  const seenAt = new Date(event.occurredAt);
  await store.events.write([
    {
      filter: { _id: eventId, seenAt: { $not: { $gt: seenAt } } },
      update: { $set: { private: payload.visibility === 'PRIVATE', seenAt } },
    },
  ]);
}
