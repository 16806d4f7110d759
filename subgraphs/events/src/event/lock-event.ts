import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../request-scope.ts';
import { type Event, EventEntity, EventRevisionEntity } from './event.entity.ts';
import { EventNotEditableError } from './event.errors.ts';
import { isEditable } from './event.policy.ts';

/**
 * Reads an event of the tenant's, and keeps others from changing it until the transaction ends. Buyers are not kept
 * waiting (their rows refer to the event's key, which `no key update` leaves free) except by `update`, for deletion.
 * Throws NOT_FOUND.
 */
export async function lockEvent(
  tx: EntityManager,
  id: string,
  strength: 'no key update' | 'update' = 'no key update',
): Promise<Event> {
  if (!isId(id)) throw new NotFoundError('The event');
  await tx.execute(`select 1 from event where id = ? for ${strength}`, [id]);
  const event = await tx.findOne(EventEntity, { id }, { refresh: true });
  if (!event) throw new NotFoundError('The event');
  return event;
}

/** Locks an event whose offer can still be changed. Throws NOT_FOUND, EVENT_NOT_EDITABLE. */
export async function lockEditable(tx: EntityManager, id: string): Promise<Event> {
  const event = await lockEvent(tx, id);
  if (!isEditable(event)) throw new EventNotEditableError(event.status);
  return event;
}

/** Counts a change of what a locked event offers, and tells of it. */
export async function recordUpdate(
  tx: EntityManager,
  event: Event,
  changed: string[],
  by: Pick<RequestScope, 'viewer' | 'requestId'>,
): Promise<void> {
  const { id: eventId, title, slug, organizationId } = event;
  noteChangedAlone(event, changed);
  await addRevision(tx, event, changed, by.viewer.userId);
  const payload = { eventId, title, slug, changed };
  await recordEvents(tx, domainEvent('event.updated', payload, { ...by, organizationId }));
}

/** Remembers what was changed of a date apart from its series. */
export function noteChangedAlone(event: Event, changed: readonly string[]): void {
  if (event.seriesId !== null) event.seriesChanged = [...new Set([...event.seriesChanged, ...changed])].sort();
}

/** Counts a change of a locked event, and remembers what it was and, if it was a person, whose. */
export async function addRevision(
  tx: EntityManager,
  event: Event,
  changed: readonly string[],
  changedBy: string | null,
): Promise<void> {
  await addRevisions(tx, [{ event, changed }], changedBy);
}

/** The same for several locked events at once. */
export async function addRevisions(
  tx: EntityManager,
  changes: ReadonlyArray<{ readonly event: Event; readonly changed: readonly string[] }>,
  changedBy: string | null,
): Promise<void> {
  const changedAt = new Date();
  for (const { event } of changes) {
    event.version += 1;
    event.updatedAt = changedAt;
  }
  await tx.flush();
  await tx.insertMany(
    EventRevisionEntity,
    changes.map(({ event: { id: eventId, organizationId, version }, changed }) => ({
      ...{ eventId, organizationId, version, changed: [...changed], changedBy, changedAt },
    })),
  );
}
