import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, NotFoundError, newId } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { refuse } from '../event/change-event.ts';
import { type Event, EventEntity, EventStatus } from '../event/event.entity.ts';
import { addRevision, lockEditable, lockEvent } from '../event/lock-event.ts';
import { copyEvent } from '../event/make-event.ts';
import { freeSlugs } from '../event/slug.ts';
import { wallTimeOf } from '../event/wall-time.ts';
import type { ImageService } from '../image/image.service.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { lockSeries } from './lock-dates.ts';
import { MOST_DATES, startsOf } from './schedule.ts';
import { type EventSeries, EventSeriesEntity } from './series.entity.ts';
import { EventInSeriesError } from './series.errors.ts';
import {
  type AddEventSeriesDatesInput,
  addDatesInput,
  type CreateEventSeriesInput,
  createSeriesInput,
} from './series.input.ts';

interface Given {
  readonly rule?: string | null;
  readonly dates?: readonly Date[] | null;
}

/** Makes series out of events, and dates in them. */
export class SeriesMakingService {
  private readonly scope: RequestScope;
  private readonly images: ImageService;

  constructor(scope: RequestScope, images: ImageService) {
    this.scope = scope;
    this.images = images;
  }

  /**
   * Makes an event the first date of a new series, and drafts like it for the others. Returns the series' id.
   * Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_EDITABLE, EVENT_IN_SERIES, IDEMPOTENCY_KEY_REUSED.
   */
  async create({ idempotencyKey: key, ...input }: CreateEventSeriesInput): Promise<string> {
    const given = parseInput(createSeriesInput, input);
    return once(this.scope, { operation: 'createEventSeries', key, input }, async tx => {
      const first = await lockEditable(tx, given.eventId);
      if (first.seriesId !== null) throw new EventInSeriesError(first.seriesId);
      const starts = this.startsLike(first, given);
      const series = this.newSeries(first, given.rule ?? null);
      await tx.insert(EventSeriesEntity, series);
      first.seriesId = series.id;
      await addRevision(tx, first, ['series'], this.scope.viewer.userId);
      const { id: eventId, title, slug, organizationId } = first;
      const by = { ...this.scope, organizationId };
      await recordEvents(tx, domainEvent('event.updated', { eventId, title, slug, changed: ['series'] }, by));
      await this.addDates(tx, series, first, starts.slice(1));
      await recordEvents(
        tx,
        domainEvent('event_series.created', { seriesId: series.id, title: series.title, dates: starts.length }, by),
      );
      return series.id;
    });
  }

  /**
   * Adds drafts to a series, like one of its dates. Throws NOT_FOUND, BAD_USER_INPUT, IDEMPOTENCY_KEY_REUSED.
   */
  async add(id: string, { idempotencyKey: key, ...input }: AddEventSeriesDatesInput): Promise<string> {
    const given = parseInput(addDatesInput, input);
    return once(this.scope, { operation: 'addEventSeriesDates', key, input: { id, ...input } }, async tx => {
      const series = await lockSeries(tx, id);
      const dates = await tx.find(EventEntity, { seriesId: series.id }, { orderBy: { startsAt: 'asc', id: 'asc' } });
      const pattern = patternOf(dates, given.likeEventId);
      if (!pattern) throw new NotFoundError('The date to be like');
      const taken = new Set(dates.map(date => date.startsAt.getTime()));
      const starts = this.startsLike(await lockEvent(tx, pattern.id), given).filter(
        start => !taken.has(start.getTime()),
      );
      const path = given.rule ? 'input.rule' : 'input.dates';
      if (dates.length + starts.length > MOST_DATES)
        refuse([{ path, message: `A series has at most ${MOST_DATES} dates; this one has ${dates.length}.` }]);
      if (starts.length === 0) return series.id;
      await this.addDates(tx, series, pattern, starts);
      await tx.nativeUpdate(EventSeriesEntity, { id: series.id }, { updatedAt: new Date() });
      const { id: seriesId, title, organizationId } = series;
      const payload = { seriesId, title, dates: starts.length };
      await recordEvents(tx, domainEvent('event_series.extended', payload, { ...this.scope, organizationId }));
      return series.id;
    });
  }

  private newSeries({ organizationId, title, timeZone }: Event, rule: string | null): EventSeries {
    const now = new Date();
    return { id: newId(), organizationId, title, timeZone, rule, createdAt: now, updatedAt: now } as EventSeries;
  }

  /** When the dates begin, that of `pattern` first. Throws BAD_USER_INPUT. */
  private startsLike({ startsAt, timeZone }: Event, { rule, dates }: Given): Date[] {
    const found = startsOf({ startsAt, timeZone, rule, dates });
    if ('starts' in found) return found.starts;
    throw new BadUserInputError(found.issues.map(({ path, message }) => ({ path: `input.${path}`, message })));
  }

  private async addDates(tx: EntityManager, series: EventSeries, like: Event, starts: readonly Date[]): Promise<void> {
    const names = starts.map(start => `${like.title} ${wallTimeOf(start, like.timeZone).toISOString().slice(0, 10)}`);
    const slugs = await freeSlugs(tx, like.organizationId, names);
    for (const [index, startsAt] of starts.entries()) {
      await copyEvent(tx, this.scope, this.images, like, { startsAt, slug: slugs[index]!, seriesId: series.id });
    }
  }
}

function patternOf(dates: readonly Event[], id: string | null | undefined): Event | undefined {
  if (id != null) return dates.find(date => date.id === id.toLowerCase());
  return dates.findLast(date => date.status !== EventStatus.CANCELLED);
}
