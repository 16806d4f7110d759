import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, domainEvent } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { StaffDirectory } from '../check-in/staff-directory.ts';
import { changeEvent, requireCurrent } from '../event/change-event.ts';
import { type Event, EventStatus } from '../event/event.entity.ts';
import { CapacityBelowSoldError } from '../event/event.errors.ts';
import { type UpdateEventInput, updateEventInput } from '../event/event.input.ts';
import { withoutUndefined } from '../event/event-editing.service.ts';
import { type EventLifecycleService, parseReason } from '../event/event-lifecycle.service.ts';
import { namingWriters } from '../event/stale-version.ts';
import type { RequestScope } from '../request-scope.ts';
import type { VenueService } from '../venue/venue.service.ts';
import { changesOf, type SeriesChanges } from './date-changes.ts';
import { lockAllDates, lockDates, lockSeries } from './lock-dates.ts';
import { type ChangedDate, recordDateUpdates, recordSeriesUpdate } from './record-series-update.ts';
import type { EventSeries } from './series.entity.ts';
import { KeptReason, SeriesScope } from './series.type.ts';

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
      const { series, anchor, dates } = await lockDates(tx, eventId, scope);
      await requireCurrent(tx, anchor, version);
      const venueId = venue ? await this.venues.findOrCreate(tx, anchor.organizationId, venue) : venue;
      const changes: SeriesChanges = venueId === undefined ? values : { ...values, venueId };
      const before = { ...anchor };
      const changed: ChangedDate[] = [];
      const kept: Kept[] = [];
      for (const event of dates) {
        const { changes: own, keeps } = changesOf(event, { anchor: before, changes, overwrite });
        if (keeps.length > 0) kept.push({ event, reason: KeptReason.CHANGED_BY_HAND, fields: keeps, code: null });
        const fields = await changeDate(tx, event, own);
        event.seriesChanged = this.handChanges(event, scope, fields);
        if (fields.length > 0) changed.push({ event, changed: fields });
      }
      if (changed.length > 0 && scope === SeriesScope.THIS_EVENT) await recordDateUpdates(tx, this.scope, changed);
      else if (changed.length > 0) {
        const title = scope === SeriesScope.ALL ? anchor.title : series.title;
        await recordSeriesUpdate(tx, this.scope, series, changed, title);
      }
      return { seriesId: series.id, changed: changed.map(({ event }) => event), kept };
    });
    this.scope.em.clear();
    return result;
  }

  /** Opens the drafts of a series to buyers; tells of those that cannot be. Throws NOT_FOUND. */
  async publish(id: string): Promise<SeriesChange> {
    const result = await this.scope.em.transactional(async tx => {
      const series = await lockSeries(tx, id);
      const dates = await lockAllDates(tx, series.id, null);
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
      const { series, dates } = await lockDates(tx, eventId, SeriesScope.THIS_AND_FOLLOWING);
      for (const event of dates) await this.lifecycle.cancelIn(tx, event, reason);
      if (dates.length > 0) await this.tell(tx, 'event_series.cancelled', series, { dates: dates.length, reason });
      return { seriesId: series.id, changed: dates, kept: [] };
    });
    this.scope.em.clear();
    return result;
  }

  /** What of a date differs by hand from then on: more after a change of it alone, less where its series reached it. */
  private handChanges(event: Event, scope: SeriesScope, fields: readonly string[]): string[] {
    if (scope === SeriesScope.THIS_EVENT) return [...new Set([...event.seriesChanged, ...fields])].sort();
    return event.seriesChanged.filter(field => !fields.includes(field));
  }

  private async tell<Name extends 'event_series.published' | 'event_series.cancelled'>(
    tx: EntityManager,
    name: Name,
    { id: seriesId, title, organizationId }: EventSeries,
    more: { dates: number; reason?: string | null },
  ): Promise<void> {
    await recordEvents(tx, domainEvent(name, { seriesId, title, ...more } as never, { ...this.scope, organizationId }));
  }
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
