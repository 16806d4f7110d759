import { DOMAIN_EVENT_NAMES, type Viewer } from '@ticketbase/kernel';
import { type Page, parseInput, parsePage } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import type { Filter } from 'mongodb';
import { z } from 'zod';
import type { AnalyticsDatabase, TenantStore } from '../store/analytics-database.ts';
import type { StoredActivity } from '../store/documents.ts';
import type { ActivityFilter } from './activity.input.ts';
import type { ActivityType } from './activity.type.ts';
import { type ActivityPosition, fromCursor, toCursor } from './activity-cursor.ts';
import { summarize } from './summary.ts';

const id = z.string().max(200).nullish();
const filterSchema = z.object({
  names: z
    .array(z.enum(DOMAIN_EVENT_NAMES as [string, ...string[]], 'Is not a name of a domain event.'))
    .max(50)
    .nullish(),
  actorId: id,
  eventId: id,
  subjectId: id,
  from: z.date().nullish(),
  to: z.date().nullish(),
});

type Direction = 'older' | 'newer';

/** A part of the log: so many entries, going from a position or from an end. */
interface Part {
  readonly direction: Direction;
  readonly from: ActivityPosition | undefined;
  readonly size: number;
}

/** Events whose entries are read in one query. */
const MOST_EVENTS = 50;

/** Reads the activity log of the viewer's organization, newest first. */
export class ActivityService {
  private readonly database: AnalyticsDatabase;
  private readonly viewer: Viewer;
  private readonly entriesOfEvents = new Map<string, DataLoader<string, StoredActivity[]>>();
  private readonly countOfEvent = new DataLoader<string, number>(ids => this.countMany(ids));

  constructor(database: AnalyticsDatabase, viewer: Viewer) {
    this.database = database;
    this.viewer = viewer;
  }

  /** A page of the log. Throws BAD_USER_INPUT, UNAUTHENTICATED or FORBIDDEN. */
  async list(filter: ActivityFilter | null | undefined, args: ConnectionArgs): Promise<Page<ActivityType>> {
    const store = this.store();
    const conditions = toConditions(parseInput(filterSchema, filter ?? {}, 'filter'));
    const part = toPart(args);
    const rows = await store.activities.find(all([...conditions, ...beyond(part)]), { ...orderOf(part) });
    return toPage(rows, part, () => store.activities.count(all(conditions)));
  }

  /** A page of what was done about one event. Throws as `list` does. Many events of one request cost one query. */
  async ofEvent(eventId: string, args: ConnectionArgs): Promise<Page<ActivityType>> {
    this.store();
    const part = toPart(args);
    const rows = await this.entriesOf(part).load(eventId);
    return toPage(rows, part, () => this.countOfEvent.load(eventId));
  }

  /** The same part of the logs of several events, looked up together. */
  private entriesOf(part: Part): DataLoader<string, StoredActivity[]> {
    const key = JSON.stringify(part);
    const known = this.entriesOfEvents.get(key);
    if (known) return known;
    const loader = new DataLoader<string, StoredActivity[]>(
      async eventIds => {
        const filters = eventIds.map(eventId => all([{ eventId }, ...beyond(part)]));
        const rows = await this.store().activities.findEach(filters, orderOf(part));
        const byEvent = Map.groupBy(rows, row => row.eventId);
        return eventIds.map(eventId => (byEvent.get(eventId) ?? []).sort(inOrder(part)));
      },
      { maxBatchSize: MOST_EVENTS },
    );
    this.entriesOfEvents.set(key, loader);
    return loader;
  }

  private async countMany(eventIds: readonly string[]): Promise<number[]> {
    const stages = [{ $group: { _id: '$eventId', count: { $sum: 1 } } }];
    const rows = await this.store().activities.aggregate<{ _id: string; count: number }>(
      { eventId: { $in: [...eventIds] } },
      stages,
    );
    const counts = new Map(rows.map(({ _id, count }) => [_id, count]));
    return eventIds.map(eventId => counts.get(eventId) ?? 0);
  }

  private store(): TenantStore {
    return this.database.tenant(this.viewer.require('activity:read'));
  }
}

/** Throws BAD_USER_INPUT. */
function toPart(args: ConnectionArgs): Part {
  const page = parsePage(args);
  if ('last' in page) {
    const from = page.before === undefined ? undefined : fromCursor(page.before, 'before');
    return { direction: 'newer', from, size: page.last };
  }
  const from = page.after === undefined ? undefined : fromCursor(page.after, 'after');
  return { direction: 'older', from, size: page.first };
}

/** One more than asked for tells whether there are more. */
function orderOf({ direction, size }: Part) {
  const order = direction === 'older' ? -1 : 1;
  return { sort: { occurredAt: order, _id: order }, limit: size + 1 } as const;
}

/** The server promises no order over the parts of one query. */
const inOrder =
  ({ direction }: Part) =>
  (a: StoredActivity, b: StoredActivity): number => {
    const [older, newer] = direction === 'older' ? [b, a] : [a, b];
    return older.occurredAt.getTime() - newer.occurredAt.getTime() || (older._id < newer._id ? -1 : 1);
  };

const beyond = ({ from, direction }: Part): Filter<StoredActivity>[] => (from ? [past(from, direction)] : []);

/** What lies beyond a position. The first condition bounds the scan of the index, the second is exact. */
function past({ occurredAt, id }: ActivityPosition, direction: Direction): Filter<StoredActivity> {
  return direction === 'older'
    ? { occurredAt: { $lte: occurredAt }, $or: [{ occurredAt: { $lt: occurredAt } }, { _id: { $lt: id } }] }
    : { occurredAt: { $gte: occurredAt }, $or: [{ occurredAt: { $gt: occurredAt } }, { _id: { $gt: id } }] };
}

function toConditions(filter: z.infer<typeof filterSchema>): Filter<StoredActivity>[] {
  const conditions: Filter<StoredActivity>[] = [];
  if (filter.names) conditions.push({ name: { $in: filter.names } });
  if (filter.actorId != null) conditions.push({ actorId: filter.actorId });
  if (filter.eventId != null) conditions.push({ eventId: filter.eventId });
  if (filter.subjectId != null) conditions.push({ subjectId: filter.subjectId });
  if (filter.from) conditions.push({ occurredAt: { $gte: filter.from } });
  if (filter.to) conditions.push({ occurredAt: { $lt: filter.to } });
  return conditions;
}

const all = (conditions: readonly Filter<StoredActivity>[]): Filter<StoredActivity> =>
  conditions.length === 0 ? {} : { $and: [...conditions] };

/** A page out of the rows of a part, of which the last may be one too many. */
function toPage(
  rows: readonly StoredActivity[],
  { direction, from, size }: Part,
  totalCount: () => Promise<number>,
): Page<ActivityType> {
  const entries = direction === 'older' ? rows.slice(0, size) : rows.slice(0, size).reverse();
  const [more, passed] = [rows.length > size, from !== undefined];
  const edges = entries.map(row => ({
    node: toActivity(row),
    cursor: toCursor({ occurredAt: row.occurredAt, id: row._id }),
  }));
  return {
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: direction === 'older' ? more : passed,
      hasPreviousPage: direction === 'older' ? passed : more,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function toActivity(row: StoredActivity): ActivityType {
  const isUser = row.actorKind === 'user' && row.actorId !== null;
  return {
    id: row._id,
    name: row.name,
    summary: summarize(row.name, row.subjectLabel),
    occurredAt: row.occurredAt,
    actor: { kind: row.actorKind, id: row.actorId, user: isUser ? { id: row.actorId! } : null },
    subject: { type: row.subjectType, id: row.subjectId, label: row.subjectLabel },
    changed: row.changed,
    details: row.details,
    requestId: row.requestId,
  };
}
