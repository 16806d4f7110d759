import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, NotFoundError } from '@ticketbase/kernel';
import { type Event, EventEntity } from '../event/event.entity.ts';
import { isEditable } from '../event/event.policy.ts';
import { lockEvent } from '../event/lock-event.ts';
import { type EventSeries, EventSeriesEntity } from './series.entity.ts';
import { EventNotInSeriesError } from './series.errors.ts';
import { SeriesScope } from './series.type.ts';

// A series is locked before its dates, and its dates by id, so that nobody waits in a circle.

/** Keeps others from changing which dates a series of the tenant's has. Throws NOT_FOUND. */
export async function lockSeries(tx: EntityManager, id: string): Promise<EventSeries> {
  if (!isId(id)) throw new NotFoundError('The series');
  await tx.execute('select 1 from event_series where id = ? for no key update', [id]);
  const series = await tx.findOne(EventSeriesEntity, { id }, { refresh: true });
  if (!series) throw new NotFoundError('The series');
  return series;
}

/** Locks the dates of a locked series that begin at `from` or later, next start first. */
export async function lockAllDates(tx: EntityManager, seriesId: string, from: Date | null): Promise<Event[]> {
  const where = { seriesId, ...(from ? { startsAt: { $gte: from } } : {}) };
  await tx.execute('select 1 from event where series_id = ? order by id for no key update', [seriesId]);
  return tx.find(EventEntity, where, { refresh: true, orderBy: { startsAt: 'asc', id: 'asc' } });
}

/**
 * Locks a date (`anchor`), and of those that the scope names the ones that can be changed, next start first.
 * Throws NOT_FOUND, EVENT_NOT_IN_SERIES.
 */
export async function lockDates(
  tx: EntityManager,
  eventId: string,
  scope: SeriesScope,
): Promise<{ series: EventSeries; anchor: Event; dates: Event[] }> {
  const seen = isId(eventId) ? await tx.findOne(EventEntity, { id: eventId }) : null;
  if (!seen) throw new NotFoundError('The event');
  if (seen.seriesId === null) throw new EventNotInSeriesError();
  const series = await lockSeries(tx, seen.seriesId);
  if (scope === SeriesScope.THIS_EVENT) {
    const anchor = await lockEvent(tx, seen.id);
    return { series, anchor, dates: [anchor] };
  }
  const all = await lockAllDates(tx, series.id, scope === SeriesScope.ALL ? null : seen.startsAt);
  const anchor = all.find(date => date.id === seen.id);
  if (!anchor) throw new NotFoundError('The event');
  return { series, anchor, dates: all.filter(isEditable) };
}
