import type { EntityManager } from '@mikro-orm/postgresql';
import { StaleVersionError } from '@ticketbase/kernel';
import type { StaffDirectory } from '../check-in/staff-directory.ts';
import type { RequestScope } from '../request-scope.ts';
import { type Event, EventRevisionEntity } from './event.entity.ts';

/** One of the changes that a stale writer missed. */
interface MissedChange {
  readonly version: number;
  readonly fields: readonly string[];
  /** ISO 8601. */
  readonly at: string;
  /** Null if it was no person, or the platform itself. */
  readonly by: { readonly id: string; readonly name: string | null } | null;
}

/** How many of the missed changes are told, the latest: enough to decide by. */
const MOST_CHANGES = 20;

/** Tells a writer which fields changed since the version they read, and in which steps, when and by whom. */
export async function staleVersion(tx: EntityManager, event: Event, version: number): Promise<StaleVersionError> {
  const where = { eventId: event.id, version: { $gt: version } };
  const revisions = await tx.find(EventRevisionEntity, where, { orderBy: { version: 'asc' } });
  const changed = [...new Set(revisions.flatMap(revision => revision.changed))].sort();
  const changes = revisions.slice(-MOST_CHANGES).map(
    ({ version: made, changed: fields, changedBy, changedAt }): MissedChange => ({
      ...{ version: made, fields: [...fields], at: changedAt.toISOString() },
      by: changedBy === null ? null : { id: changedBy, name: null },
    }),
  );
  return new StaleVersionError('The event', event.version, { changed, changes });
}

/** Runs a transaction; where it refuses a stale writer, the error names who made the changes. No lock waits for names. */
export async function namingWriters<T>(
  staff: StaffDirectory,
  scope: RequestScope,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await scope.em.transactional(work);
  } catch (error) {
    throw error instanceof StaleVersionError ? await withNames(error, staff, scope) : error;
  }
}

async function withNames(error: StaleVersionError, staff: StaffDirectory, scope: RequestScope): Promise<Error> {
  const { currentVersion, changes, changed } = error.details as {
    readonly currentVersion: number;
    readonly changes: readonly MissedChange[];
    readonly changed: readonly string[];
  };
  const ids = [...new Set(changes.flatMap(change => change.by?.id ?? []))];
  const names = new Map(await Promise.all(ids.map(async id => [id, await staff.nameOf(id, scope)] as const)));
  const named = changes.map(change => ({
    ...change,
    by: change.by && { id: change.by.id, name: names.get(change.by.id) ?? null },
  }));
  return new StaleVersionError('The event', currentVersion, { changed, changes: named });
}
