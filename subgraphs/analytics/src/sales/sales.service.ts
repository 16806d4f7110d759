import type { Viewer } from '@ticketbase/kernel';
import type { Filter } from 'mongodb';
import type { AnalyticsDatabase, TenantStore } from '../store/analytics-database.ts';
import type { Rollup, RollupKind } from '../store/documents.ts';
import type { TenantCollection } from '../store/tenant-collection.ts';
import type { Granularity, Interval } from '../time/buckets.ts';
import type { DateRangeInput } from '../time/date-range.input.ts';
import { parseBuckets } from '../time/parse-range.ts';
import { planReads } from '../time/read-plan.ts';
import { type FigureRow, type SalesFigures, sumFigures } from './sales-figures.ts';

/** Which sales are asked for; undefined buckets are all of time. */
export interface SalesQuery {
  readonly buckets: readonly Interval[] | undefined;
  readonly eventIds?: readonly string[];
}

type Dimension = 'eventId' | 'ticketTypeId' | 'paymentMethod' | 'promoCode';

interface GroupedRow<Key> extends Omit<FigureRow, 'currency'> {
  readonly _id: { readonly key: Key; readonly currency: string | null };
  readonly name: string | null;
}

/** Figures of one value of a dimension. */
export interface Breakdown {
  readonly key: string | null;
  readonly name: string | null;
  readonly figures: SalesFigures;
}

/** Reads sales figures of the viewer's organization. */
export class SalesService {
  private readonly database: AnalyticsDatabase;
  private readonly viewer: Viewer;

  constructor(database: AnalyticsDatabase, viewer: Viewer) {
    this.database = database;
    this.viewer = viewer;
  }

  /** Checks the request. Throws BAD_USER_INPUT, UNAUTHENTICATED or FORBIDDEN. */
  analyze(range: DateRangeInput, granularity: Granularity, eventId?: string | null) {
    this.viewer.require('analytics:read');
    const { buckets, timeZone } = parseBuckets(range, granularity);
    return {
      query: { buckets, eventIds: eventId == null ? undefined : [eventId] },
      from: new Date(buckets[0]!.start),
      to: new Date(buckets.at(-1)!.end),
      timeZone,
    };
  }

  /** One entry per bucket, those without sales included. */
  async series({ buckets = [], eventIds }: SalesQuery) {
    const rows = await this.group<Date>({ buckets, eventIds }, 'ORDER', '$startsAt');
    const byBucket = buckets.map((): FigureRow[] => []);
    for (const row of rows) {
      byBucket[bucketAt(buckets, row._id.key.getTime())]?.push(toFigureRow(row));
    }
    return buckets.map(({ start, end }, index) => ({
      startsAt: new Date(start),
      endsAt: new Date(end),
      figures: sumFigures(byBucket[index]!),
    }));
  }

  async totals(query: SalesQuery): Promise<SalesFigures> {
    return sumFigures((await this.group<null>(query, 'ORDER', null)).map(toFigureRow));
  }

  /** By the values of a dimension, most orders first. */
  async by(query: SalesQuery, dimension: Dimension): Promise<Breakdown[]> {
    const kind = dimension === 'ticketTypeId' ? 'LINE' : 'ORDER';
    const rows = await this.group<string | null>(query, kind, `$${dimension}`);
    const byKey = Map.groupBy(rows, row => row._id.key);
    return [...byKey]
      .map(([key, group]) => ({ key, name: group[0]!.name, figures: sumFigures(group.map(toFigureRow)) }))
      .sort((a, b) => b.figures.orders - a.figures.orders || String(a.key).localeCompare(String(b.key)));
  }

  private async group<Key>(query: SalesQuery, kind: RollupKind, key: string | null): Promise<GroupedRow<Key>[]> {
    const store = this.store();
    const stages = [
      {
        $group: {
          _id: { key, currency: '$currency' },
          name: { $first: '$ticketTypeName' },
          orders: { $sum: '$orders' },
          tickets: { $sum: '$tickets' },
          gross: { $sum: '$gross' },
          refunded: { $sum: '$refunded' },
        },
      },
    ];
    const found = await overRollups(store, query, kind, (rollups, match) =>
      rollups.aggregate<GroupedRow<Key>>(match, stages),
    );
    return found.flat();
  }

  private store(): TenantStore {
    return this.database.tenant(this.viewer.require('analytics:read'));
  }
}

/** Asks the rollups that answer for the query: daily ones as far as possible, fine ones for the rest. */
export async function overRollups<Result>(
  store: TenantStore,
  { buckets, eventIds }: SalesQuery,
  kind: RollupKind,
  read: (rollups: TenantCollection<Rollup>, match: Filter<Rollup>) => Promise<Result>,
): Promise<Result[]> {
  const events: Filter<Rollup> = eventIds ? { eventId: { $in: [...eventIds] } } : {};
  if (!buckets) return [await read(store.days, { kind, ...events })];
  const plan = planReads(buckets);
  const reads: Promise<Result>[] = [];
  if (plan.daily.length > 0) reads.push(read(store.days, { kind, ...events, ...within(plan.daily) }));
  if (plan.fine.length > 0) reads.push(read(store.quarterHours, { kind, ...events, ...within(plan.fine) }));
  return Promise.all(reads);
}

function within(intervals: readonly Interval[]): Filter<Rollup> {
  const ranges = intervals.map(({ start, end }) => ({ startsAt: { $gte: new Date(start), $lt: new Date(end) } }));
  return ranges.length === 1 ? ranges[0]! : { $or: ranges };
}

const toFigureRow = <Key>(row: GroupedRow<Key>): FigureRow => ({ ...row, currency: row._id.currency });

/** Index of the bucket that an instant lies in; the buckets adjoin and are in order. */
function bucketAt(buckets: readonly Interval[], instant: number): number {
  let [low, high] = [0, buckets.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { start, end } = buckets[middle]!;
    if (instant < start) high = middle - 1;
    else if (instant >= end) low = middle + 1;
    else return middle;
  }
  return -1;
}
