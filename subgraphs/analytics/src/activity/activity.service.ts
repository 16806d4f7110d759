import { DOMAIN_EVENT_NAMES, type Viewer } from '@ticketbase/kernel';
import { type Page, parseInput, parsePage } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
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

/** Reads the activity log of the viewer's organization, newest first. */
export class ActivityService {
  private readonly database: AnalyticsDatabase;
  private readonly viewer: Viewer;

  constructor(database: AnalyticsDatabase, viewer: Viewer) {
    this.database = database;
    this.viewer = viewer;
  }

  /** A page of the log. Throws BAD_USER_INPUT, UNAUTHENTICATED or FORBIDDEN. */
  async list(filter: ActivityFilter | null | undefined, args: ConnectionArgs): Promise<Page<ActivityType>> {
    const store = this.store();
    const conditions = toConditions(parseInput(filterSchema, filter ?? {}, 'filter'));
    const page = parsePage(args);
    const totalCount = () => store.activities.count(all(conditions));
    if ('last' in page) {
      const before = page.before === undefined ? undefined : fromCursor(page.before, 'before');
      const { rows, more } = await read(store, conditions, 'newer', before, page.last);
      return toPage(rows.reverse(), { hasPreviousPage: more, hasNextPage: before !== undefined, totalCount });
    }
    const after = page.after === undefined ? undefined : fromCursor(page.after, 'after');
    const { rows, more } = await read(store, conditions, 'older', after, page.first);
    return toPage(rows, { hasPreviousPage: after !== undefined, hasNextPage: more, totalCount });
  }

  private store(): TenantStore {
    return this.database.tenant(this.viewer.require('activity:read'));
  }
}

async function read(
  store: TenantStore,
  conditions: readonly Filter<StoredActivity>[],
  direction: Direction,
  from: ActivityPosition | undefined,
  size: number,
): Promise<{ rows: StoredActivity[]; more: boolean }> {
  const order = direction === 'older' ? -1 : 1;
  const beyond = from ? [past(from, direction)] : [];
  const rows = await store.activities.find(all([...conditions, ...beyond]), {
    sort: { occurredAt: order, _id: order },
    limit: size + 1,
  });
  return { rows: rows.slice(0, size), more: rows.length > size };
}

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

function toPage(
  rows: readonly StoredActivity[],
  rest: { hasPreviousPage: boolean; hasNextPage: boolean; totalCount: () => Promise<number> },
): Page<ActivityType> {
  const edges = rows.map(row => ({
    node: toActivity(row),
    cursor: toCursor({ occurredAt: row.occurredAt, id: row._id }),
  }));
  return {
    edges,
    totalCount: rest.totalCount,
    pageInfo: {
      hasNextPage: rest.hasNextPage,
      hasPreviousPage: rest.hasPreviousPage,
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
