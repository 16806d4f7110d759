import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { Event } from '../event/event.entity.ts';
import { addRevisions } from '../event/lock-event.ts';
import type { RequestScope } from '../request-scope.ts';
import { type EventSeries, EventSeriesEntity } from './series.entity.ts';

/** What a change did to one date. */
export interface ChangedDate {
  readonly event: Event;
  readonly changed: string[];
}

/** Counts a change of several dates, tells of each, and of the series as a whole. There must be one at least. */
export async function recordSeriesUpdate(
  tx: EntityManager,
  by: RequestScope,
  series: EventSeries,
  dates: readonly ChangedDate[],
  title = series.title,
): Promise<void> {
  await recordDateUpdates(tx, by, dates);
  await tx.nativeUpdate(EventSeriesEntity, { id: series.id }, { title, updatedAt: new Date() });
  const changed = [...new Set(dates.flatMap(date => date.changed))].sort();
  const { id: seriesId, organizationId } = series;
  const payload = { seriesId, title: series.title, dates: dates.length, changed };
  await recordEvents(tx, domainEvent('event_series.updated', payload, { ...by, organizationId }));
}

/** Counts a change of several dates, and tells of each. */
export async function recordDateUpdates(
  tx: EntityManager,
  by: RequestScope,
  dates: readonly ChangedDate[],
): Promise<void> {
  await addRevisions(tx, dates, by.viewer.userId);
  const told = dates.map(({ event: { id: eventId, title, slug, visibility, organizationId }, changed }) =>
    domainEvent('event.updated', { eventId, title, slug, visibility, changed }, { ...by, organizationId }),
  );
  await recordEvents(tx, ...told);
}
