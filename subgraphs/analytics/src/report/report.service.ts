import { ForbiddenError, type Viewer } from '@ticketbase/kernel';
import DataLoader from 'dataloader';
import type { Document, Filter } from 'mongodb';
import { overRollups } from '../sales/sales.service.ts';
import { type FigureRow, type SalesFigures, sumFigures } from '../sales/sales-figures.ts';
import type { AnalyticsDatabase, TenantStore } from '../store/analytics-database.ts';
import type { PageView } from '../store/documents.ts';
import { DAY, type Interval } from '../time/buckets.ts';
import type { DateRangeInput } from '../time/date-range.input.ts';
import { parseWhole } from '../time/parse-range.ts';

/** One event over one interval; undefined is all of time. */
export interface EventQuery {
  readonly eventId: string;
  readonly interval: Interval | undefined;
}

export interface ReferrerViews {
  readonly host: string | null;
  readonly views: number;
}

/** Reads a figure of many events over one interval at once. */
type ReadMany<Value> = (eventIds: readonly string[], interval: Interval | undefined) => Promise<Map<string, Value>>;

const MOST_REFERRERS = 20;

/** Reads the figures that analytics adds to events and organizations; those of another tenant's event are zeros. */
export class ReportService {
  private readonly database: AnalyticsDatabase;
  private readonly viewer: Viewer;
  private readonly sales = this.batched((ids, interval) => this.readSales(ids, interval), sumFigures([]));
  private readonly checkedIn = this.batched((ids, interval) => this.readCheckedIn(ids, interval), 0);
  private readonly views = this.batched((ids, interval) => this.readViews(ids, interval), 0);
  private readonly visitors = this.batched((ids, interval) => this.readVisitors(ids, interval), 0);
  private readonly referrers = this.batched<readonly ReferrerViews[]>(
    (ids, interval) => this.readReferrers(ids, interval),
    [],
  );

  constructor(database: AnalyticsDatabase, viewer: Viewer) {
    this.database = database;
    this.viewer = viewer;
  }

  /** Checks a request for an event's figures. Throws BAD_USER_INPUT, UNAUTHENTICATED or FORBIDDEN. */
  ofEvent(eventId: string, range: DateRangeInput | null | undefined): EventQuery {
    this.viewer.require('analytics:read');
    return { eventId, interval: range ? parseWhole(range) : undefined };
  }

  /** Checks a request for an organization's figures. Throws BAD_USER_INPUT, UNAUTHENTICATED or FORBIDDEN. */
  ofOrganization(organizationId: string, range: DateRangeInput | null | undefined): { interval: Interval | undefined } {
    if (this.viewer.require('analytics:read') !== organizationId) throw new ForbiddenError('analytics:read');
    return { interval: range ? parseWhole(range) : undefined };
  }

  eventSales = (query: EventQuery): Promise<SalesFigures> => this.sales(query);
  eventCheckedIn = (query: EventQuery): Promise<number> => this.checkedIn(query);
  eventViews = (query: EventQuery): Promise<number> => this.views(query);
  eventVisitors = (query: EventQuery): Promise<number> => this.visitors(query);
  eventReferrers = (query: EventQuery): Promise<readonly ReferrerViews[]> => this.referrers(query);

  async organizationCheckedIn(interval: Interval | undefined): Promise<number> {
    const found = await this.sumCheckedIn(undefined, interval, null);
    return found.reduce((sum, { checkedIn }) => sum + checkedIn, 0);
  }

  async organizationViews(interval: Interval | undefined): Promise<number> {
    const [sum] = await this.store().pageViews.aggregate<{ views: number }>(during(interval), [
      { $group: { _id: null, views: { $sum: '$views' } } },
    ]);
    return sum?.views ?? 0;
  }

  private async readSales(eventIds: readonly string[], interval: Interval | undefined) {
    type Row = Omit<FigureRow, 'currency'> & { _id: { eventId: string; currency: string | null } };
    const stages = [
      {
        $group: {
          _id: { eventId: '$eventId', currency: '$currency' },
          orders: { $sum: '$orders' },
          tickets: { $sum: '$tickets' },
          gross: { $sum: '$gross' },
          refunded: { $sum: '$refunded' },
        },
      },
    ];
    const query = { buckets: interval && [interval], eventIds };
    const found = await overRollups(this.store(), query, 'ORDER', (rollups, match) =>
      rollups.aggregate<Row>(match, stages),
    );
    const rows = Map.groupBy(found.flat(), ({ _id }) => _id.eventId);
    const figures = [...rows].map(
      ([eventId, group]) => [eventId, sumFigures(group.map(row => ({ ...row, currency: row._id.currency })))] as const,
    );
    return new Map(figures);
  }

  private async readCheckedIn(eventIds: readonly string[], interval: Interval | undefined) {
    const found = await this.sumCheckedIn(eventIds, interval, '$eventId');
    const sums = new Map<string, number>();
    for (const { _id, checkedIn } of found) sums.set(_id, (sums.get(_id) ?? 0) + checkedIn);
    return sums;
  }

  private async sumCheckedIn(
    eventIds: readonly string[] | undefined,
    interval: Interval | undefined,
    key: string | null,
  ): Promise<{ _id: string; checkedIn: number }[]> {
    const stages = [{ $group: { _id: key, checkedIn: { $sum: '$checkedIn' } } }];
    const query = { buckets: interval && [interval], eventIds };
    const found = await overRollups(this.store(), query, 'DOOR', (rollups, match) =>
      rollups.aggregate<{ _id: string; checkedIn: number }>(match, stages),
    );
    return found.flat();
  }

  private async readViews(eventIds: readonly string[], interval: Interval | undefined) {
    return this.groupViews<number>(eventIds, interval, [{ $group: { _id: '$eventId', value: { $sum: '$views' } } }]);
  }

  private async readVisitors(eventIds: readonly string[], interval: Interval | undefined) {
    return this.groupViews<number>(eventIds, interval, [
      { $match: { visitor: { $ne: null } } },
      { $group: { _id: { eventId: '$eventId', visitor: '$visitor' } } },
      { $group: { _id: '$_id.eventId', value: { $sum: 1 } } },
    ]);
  }

  private async readReferrers(eventIds: readonly string[], interval: Interval | undefined) {
    type Row = { _id: { eventId: string; referrer: string | null }; views: number };
    const rows = await this.store().pageViews.aggregate<Row>({ ...during(interval), eventId: { $in: [...eventIds] } }, [
      { $group: { _id: { eventId: '$eventId', referrer: '$referrer' }, views: { $sum: '$views' } } },
      { $sort: { views: -1 } },
    ]);
    const byEvent = Map.groupBy(rows, ({ _id }) => _id.eventId);
    return new Map(
      [...byEvent].map(([eventId, group]) => [
        eventId,
        group.slice(0, MOST_REFERRERS).map(({ _id, views }) => ({ host: _id.referrer, views })),
      ]),
    );
  }

  private async groupViews<Value>(
    eventIds: readonly string[],
    interval: Interval | undefined,
    stages: Parameters<TenantStore['pageViews']['aggregate']>[1],
  ): Promise<Map<string, Value>> {
    const match: Filter<PageView> = { ...during(interval), eventId: { $in: [...eventIds] } };
    const rows = await this.store().pageViews.aggregate<Document>(match, stages);
    return new Map(rows.map(row => [row._id as string, row.value as Value]));
  }

  /** One look-up for all the events that a request asks about over the same interval. */
  private batched<Value>(readMany: ReadMany<Value>, none: Value): (query: EventQuery) => Promise<Value> {
    const loaders = new Map<string, DataLoader<string, Value>>();
    return ({ eventId, interval }) => {
      const key = interval ? `${interval.start}-${interval.end}` : 'all';
      let loader = loaders.get(key);
      if (!loader) {
        loader = new DataLoader(async ids => {
          const found = await readMany(ids, interval);
          return ids.map(id => found.get(id) ?? none);
        });
        loaders.set(key, loader);
      }
      return loader.load(eventId);
    };
  }

  private store(): TenantStore {
    return this.database.tenant(this.viewer.require('analytics:read'));
  }
}

/** Views are kept by UTC days: those of every day that the interval touches. */
function during(interval: Interval | undefined): Filter<PageView> {
  if (!interval) return {};
  const firstDay = new Date(Math.floor(interval.start / DAY) * DAY);
  return { day: { $gte: firstDay, $lt: new Date(interval.end) } };
}
