import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { StaffDirectory } from '../check-in/staff-directory.ts';
import { changeEvent, requireCurrent } from '../event/change-event.ts';
import { type Event, EventEntity, EventStatus } from '../event/event.entity.ts';
import { CapacityBelowSoldError } from '../event/event.errors.ts';
import { type UpdateEventInput, updateEventInput } from '../event/event.input.ts';
import { isEditable } from '../event/event.policy.ts';
import { withoutUndefined } from '../event/event-editing.service.ts';
import { type EventLifecycleService, parseReason } from '../event/event-lifecycle.service.ts';
import { addRevisions, lockEvent } from '../event/lock-event.ts';
import { namingWriters } from '../event/stale-version.ts';
import type { RequestScope } from '../request-scope.ts';
import type { VenueService } from '../venue/venue.service.ts';
import { changesOf, type SeriesChanges } from './date-changes.ts';
import { type EventSeries, EventSeriesEntity } from './series.entity.ts';
import { EventNotInSeriesError } from './series.errors.ts';
import { KeptReason, SeriesScope } from './series.type.ts';
import { lockSeries } from './series-making.service.ts';

/** A date that was left as it is, wholly or in part. */
export interface Kept {
  readonly event: Event;
  readonly reason: KeptReason;
  readonly fields: string[];
  readonly code: string | null;
}

/** What a change did to the dates of a series. */
export interface SeriesChange {
  readonly seriesId: string;
  readonly changed: readonly Event[];
  readonly kept: readonly Kept[];
}

export interface UpdateOptions {
  readonly version: number;
  readonly scope: SeriesScope;
  readonly input: UpdateEventInput;
  /** True to change also what was changed by hand. */
  readonly overwrite: boolean;
}

/** Changes the dates of a series together. */
export class SeriesEditingService {
  private readonly scope: RequestScope;
  private readonly venues: VenueService;
  private readonly lifecycle: EventLifecycleService;
  private readonly staff: StaffDirectory;

  constructor(scope: RequestScope, venues: VenueService, lifecycle: EventLifecycleService, staff: StaffDirectory) {
    this.scope = scope;
    this.venues = venues;
    this.lifecycle = lifecycle;
    this.staff = staff;
  }

  /**
   * Changes a date, if it is still at `version`, and with it those that `scope` names. What was changed of one of these
   * alone stays as it is, and is told of, unless `overwrite` says otherwise. All is changed, or nothing.
   * Throws as the update of an event does, and EVENT_NOT_IN_SERIES.
   */
  async update(eventId: string, { version, scope, input, overwrite }: UpdateOptions): Promise<SeriesChange> {
    const { venue, ...values } = parseInput(updateEventInput, withoutUndefined(input));
    const result = await namingWriters(this.staff, this.scope, async tx => {
      const { series, anchor, dates } = await this.lockDates(tx, eventId, scope);
      await requireCurrent(tx, anchor, version);
      const venueId = venue ? await this.venues.findOrCreate(tx, anchor.organizationId, venue) : venue;
      const changes: SeriesChanges = venueId === undefined ? values : { ...values, venueId };
      const before = { ...anchor };
      const changed: { event: Event; changed: string[] }[] = [];
      const kept: Kept[] = [];
      for (const event of dates) {
        const { changes: own, keeps } = changesOf(event, { anchor: before, changes, overwrite });
        if (keeps.length > 0) kept.push({ event, reason: KeptReason.CHANGED_BY_HAND, fields: keeps, code: null });
        const fields = await changeDate(tx, event, own);
        event.seriesChanged = this.handChanges(event, scope, fields);
        if (fields.length > 0) changed.push({ event, changed: fields });
      }
      const all = [...new Set(changed.flatMap(({ changed: fields }) => fields))].sort();
      if (changed.length > 0) await this.recordUpdate(tx, series, { changed, fields: all, scope });
      return { seriesId: series.id, changed: changed.map(({ event }) => event), kept };
    });
    this.scope.em.clear();
    return result;
  }

  /** Opens the drafts of a series to buyers; tells of those that cannot be. Throws NOT_FOUND. */
  async publish(id: string): Promise<SeriesChange> {
    const result = await this.scope.em.transactional(async tx => {
      const series = await lockSeries(tx, id);
      const dates = await lockAll(tx, series.id, null);
      const changed: Event[] = [];
      const kept: Kept[] = [];
      for (const event of dates.filter(date => date.status === EventStatus.DRAFT)) {
        try {
          await this.lifecycle.publishIn(tx, event);
          changed.push(event);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          kept.push({ event, reason: KeptReason.NOT_PUBLISHABLE, fields: [], code: error.code });
        }
      }
      if (changed.length > 0) await this.tell(tx, 'event_series.published', series, { dates: changed.length });
      return { seriesId: series.id, changed, kept };
    });
    this.scope.em.clear();
    return result;
  }

  /** Calls off a date of a series and all that follow. Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_IN_SERIES. */
  async cancel(eventId: string, given: string | null | undefined): Promise<SeriesChange> {
    const reason = parseReason(given);
    const result = await this.scope.em.transactional(async tx => {
      const { series, dates } = await this.lockDates(tx, eventId, SeriesScope.THIS_AND_FOLLOWING);
      for (const event of dates) await this.lifecycle.cancelIn(tx, event, reason);
      if (dates.length > 0) await this.tell(tx, 'event_series.cancelled', series, { dates: dates.length, reason });
      return { seriesId: series.id, changed: dates, kept: [] };
    });
    this.scope.em.clear();
    return result;
  }

  /** Locks a date, and of those that the scope names the ones that can be changed, next start first. */
  private async lockDates(
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
    const all = await lockAll(tx, series.id, scope === SeriesScope.ALL ? null : seen.startsAt);
    const anchor = all.find(date => date.id === seen.id);
    if (!anchor) throw new NotFoundError('The event');
    return { series, anchor, dates: all.filter(isEditable) };
  }

  /** What of a date differs by hand from then on: more after a change of it alone, less where its series reached it. */
  private handChanges(event: Event, scope: SeriesScope, fields: readonly string[]): string[] {
    if (scope === SeriesScope.THIS_EVENT) return [...new Set([...event.seriesChanged, ...fields])].sort();
    return event.seriesChanged.filter(field => !fields.includes(field));
  }

  private async recordUpdate(
    tx: EntityManager,
    series: EventSeries,
    {
      changed,
      fields,
      scope,
    }: { changed: { event: Event; changed: string[] }[]; fields: string[]; scope: SeriesScope },
  ): Promise<void> {
    await addRevisions(tx, changed, this.scope.viewer.userId);
    const told = changed.map(({ event: { id, title, slug, visibility, organizationId }, changed: own }) =>
      domainEvent(
        'event.updated',
        { eventId: id, title, slug, visibility, changed: own },
        { ...this.scope, organizationId },
      ),
    );
    await recordEvents(tx, ...told);
    if (scope === SeriesScope.THIS_EVENT) return;
    const title = scope === SeriesScope.ALL ? changed[0]!.event.title : series.title;
    await tx.nativeUpdate(EventSeriesEntity, { id: series.id }, { title, updatedAt: new Date() });
    await this.tell(tx, 'event_series.updated', series, { dates: changed.length, changed: fields });
  }

  private async tell<Name extends 'event_series.updated' | 'event_series.published' | 'event_series.cancelled'>(
    tx: EntityManager,
    name: Name,
    { id: seriesId, title, organizationId }: EventSeries,
    more: { dates: number; changed?: string[]; reason?: string | null },
  ): Promise<void> {
    await recordEvents(tx, domainEvent(name, { seriesId, title, ...more } as never, { ...this.scope, organizationId }));
  }
}

/** Locks the dates of a series that begin at `from` or later; by id, so that nobody waits in a circle. */
async function lockAll(tx: EntityManager, seriesId: string, from: Date | null): Promise<Event[]> {
  const where = { seriesId, ...(from ? { startsAt: { $gte: from } } : {}) };
  await tx.execute('select 1 from event where series_id = ? order by id for no key update', [seriesId]);
  return tx.find(EventEntity, where, { refresh: true, orderBy: { startsAt: 'asc', id: 'asc' } });
}

/** Changes one of several dates; where its sales forbid it, the error says which it is. */
async function changeDate(tx: EntityManager, event: Event, changes: SeriesChanges): Promise<string[]> {
  try {
    return await changeEvent(tx, event, changes);
  } catch (error) {
    if (error instanceof CapacityBelowSoldError) throw error.of(event.id);
    throw error;
  }
}
