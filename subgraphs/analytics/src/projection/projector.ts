import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyDomainEvent, type Logger, newId, withoutSecrets } from '@ticketbase/kernel';
import { MongoBulkWriteError } from 'mongodb';
import type { AnalyticsDatabase, TenantStore } from '../store/analytics-database.ts';
import { isDuplicateKey } from '../store/tenant-collection.ts';
import { DAY } from '../time/buckets.ts';
import { activityRow } from './activity-row.ts';
import { knowEvent } from './known-events.ts';
import { QUARTER_HOUR } from './rollup-changes.ts';
import { RollupCounting } from './rollup-counting.ts';

/** How long one projector has an event for itself. */
const LEASE = 30_000;
/** A write is begun only while this much of the lease is left: more than the time after which the driver gives up. */
const MARGIN = 18_000;
const RECOVER_EVERY = 30_000;
const RECOVER_AT_ONCE = 100;

/** Another process is applying the same domain events; whoever delivered them should deliver them again. */
class EventInHandError extends Error {
  constructor(ids: readonly string[]) {
    super(`Domain event ${ids.join(', ')} is being applied by another projector.`);
    this.name = 'EventInHandError';
  }
}

/** The names of the steps of a projection, in order; tests stop between them. */
export type ProjectionStep = 'stored' | 'activity' | 'quarterHours' | 'days' | 'marked' | 'settled';

/**
 * Applies domain events to the projections exactly once, without transactions, whichever process dies at whichever
 * point. Those that are delivered together take each step together:
 *
 * 1. The events are stored under their ids, unfinished and leased. A second delivery finds them there; a finished one
 *    ends here.
 * 2. A lease on those that were there and are unfinished is taken, so that two deliveries of one do not run side by side.
 * 3. Each rollup counts them and notes their ids in `pending` in one update, which does not match where an id is noted
 *    already: repeating the step after a crash counts nothing twice. The log's row has the event's id for its own.
 * 4. They are marked as finished, and only then their ids are taken out of `pending` again.
 *
 * An event that was left unfinished is applied by its redelivery, or by `recover`.
 */
export class Projector {
  private readonly database: AnalyticsDatabase;
  private readonly logger: Logger;
  private readonly onStep: (step: ProjectionStep, event: AnyDomainEvent) => void;
  private readonly stopping = new AbortController();
  private recovering: Promise<void> | undefined;

  /** `onStep` is called after each step; what it throws ends the projection there, as a crash would. */
  constructor(
    database: AnalyticsDatabase,
    logger: Logger,
    onStep: (step: ProjectionStep, event: AnyDomainEvent) => void = () => {},
  ) {
    this.database = database;
    this.logger = logger;
    this.onStep = onStep;
  }

  /** Resolves when the event is in every projection. Throws when it could not be applied now; deliver it again then. */
  apply(delivered: AnyDomainEvent): Promise<void> {
    return this.applyAll([delivered]);
  }

  /** As `apply`, for several. When it throws, some may be applied and others not. */
  async applyAll(delivered: readonly AnyDomainEvent[]): Promise<void> {
    const lease = new Lease();
    try {
      const events = delivered.map(withoutSecrets);
      const known = await this.store(events, lease);
      const own = new Set(await this.lease(known, lease));
      const open = events.filter(({ id }) => !known.includes(id) || own.has(id));
      await this.project(open, lease);
    } catch (error) {
      await this.release(lease);
      throw error;
    }
  }

  /** Takes up what others left unfinished. Returns how many events it finished. */
  async recover(): Promise<number> {
    const unfinished = await this.database.domainEvents
      .find({ projectedAt: null, leasedUntil: { $lte: new Date() } })
      .sort({ leasedUntil: 1 })
      .limit(RECOVER_AT_ONCE)
      .toArray();
    let finished = 0;
    for (const { event } of unfinished) {
      try {
        await this.finish(event);
        finished += 1;
      } catch (error) {
        // One that cannot be applied does not hold up the others.
        this.logger.warn({ err: error, eventId: event.id }, 'unfinished domain event not recovered');
      }
    }
    return finished;
  }

  private async finish(event: AnyDomainEvent): Promise<void> {
    const lease = new Lease();
    try {
      const own = await this.lease([event.id], lease);
      await this.project(own.length > 0 ? [event] : [], lease);
    } catch (error) {
      await this.release(lease);
      throw error;
    }
  }

  /** Recovers now and from time to time until stopped. */
  start(): void {
    this.recovering ??= this.keepRecovering();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.recovering;
  }

  private async keepRecovering(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.recover().catch(error => this.logger.warn({ err: error }, 'unfinished domain events not recovered'));
      await sleep(RECOVER_EVERY, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Stores those that are new, leased. Returns the ids of the others. */
  private async store(events: readonly AnyDomainEvent[], lease: Lease): Promise<readonly string[]> {
    const now = new Date();
    const documents = events.map(event => ({
      _id: event.id,
      organizationId: event.organizationId,
      name: event.name,
      occurredAt: new Date(event.occurredAt),
      receivedAt: now,
      event,
      projectedAt: null,
      leasedUntil: new Date(lease.until),
      lease: lease.token,
    }));
    const known = await this.database.domainEvents.insertMany(documents, { ordered: false }).then(
      (): string[] => [],
      (error: unknown) => duplicatesOf(error, events),
    );
    this.reached(
      'stored',
      events.filter(({ id }) => !known.includes(id)),
    );
    return known;
  }

  /** Of events that are leased; whoever leased them takes the lease back where this fails. */
  private async project(events: readonly AnyDomainEvent[], lease: Lease): Promise<void> {
    if (events.length === 0) return;
    const tenants = tenantsOf(events).map(([organizationId, own]) => {
      const store = this.database.tenant(organizationId);
      const quarterHours = new RollupCounting(store.quarterHours, QUARTER_HOUR, organizationId, own);
      const days = new RollupCounting(store.days, DAY, organizationId, own);
      return { store, events: own, quarterHours, days };
    });
    const ids = events.map(({ id }) => id);
    for (const tenant of tenants) await this.applyTo(tenant, lease);
    const finished = { $set: { projectedAt: new Date(), lease: null } };
    await this.database.domainEvents.updateMany({ _id: { $in: ids } }, finished);
    this.reached('marked', events);
    await Promise.all(tenants.flatMap(({ quarterHours, days }) => [quarterHours.forget(), days.forget()]));
    this.reached('settled', events);
  }

  /** The ids of those that are not finished. Throws EventInHandError if another has one of them. */
  private async lease(ids: readonly string[], lease: Lease): Promise<readonly string[]> {
    if (ids.length === 0) return ids;
    const open = { _id: { $in: [...ids] }, projectedAt: null };
    const taken = await this.database.domainEvents.updateMany(
      { ...open, leasedUntil: { $lte: new Date() } },
      { $set: { leasedUntil: new Date(lease.until), lease: lease.token } },
    );
    if (taken.modifiedCount === ids.length) return ids;
    const found = await this.database.domainEvents.find(open, { projection: { _id: 1, lease: 1 } }).toArray();
    const others = found.filter(document => document.lease !== lease.token).map(({ _id }) => _id);
    if (others.length > 0) throw new EventInHandError(others);
    return found.map(({ _id }) => _id);
  }

  /** So that a redelivery need not wait for the lease to end. Where this fails too, it waits. */
  private async release({ token }: Lease): Promise<void> {
    try {
      const free = { $set: { leasedUntil: new Date(0), lease: null } };
      await this.database.domainEvents.updateMany({ projectedAt: null, lease: token }, free);
    } catch {}
  }

  private async applyTo({ store, events, quarterHours, days }: TenantPart, lease: Lease): Promise<void> {
    for (const event of events) await knowEvent(store, event);
    await store.activities.insertAllOnce(events.map(activityRow));
    this.reached('activity', events);
    lease.assertHeld();
    await quarterHours.count();
    this.reached('quarterHours', events);
    lease.assertHeld();
    await days.count();
    this.reached('days', events);
    lease.assertHeld();
  }

  private reached(step: ProjectionStep, events: readonly AnyDomainEvent[]): void {
    for (const event of events) this.onStep(step, event);
  }
}

/** What some domain events are to one tenant. */
interface TenantPart {
  readonly store: TenantStore;
  readonly events: readonly AnyDomainEvent[];
  readonly quarterHours: RollupCounting;
  readonly days: RollupCounting;
}

function tenantsOf(events: readonly AnyDomainEvent[]): [organizationId: string, events: AnyDomainEvent[]][] {
  const byTenant = Map.groupBy(events, ({ organizationId }) => organizationId);
  return [...byTenant].flatMap(([organizationId, own]) => (organizationId === null ? [] : [[organizationId, own]]));
}

/** The ids of those that could not be inserted because they are there. Throws any other error. */
function duplicatesOf(error: unknown, events: readonly AnyDomainEvent[]): string[] {
  const failed = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
  if (failed.length === 0 || !failed.every(isDuplicateKey)) throw error;
  return failed.map(({ index }) => events[index]!.id);
}

class Lease {
  readonly token = newId();
  readonly until = Date.now() + LEASE;

  assertHeld(): void {
    if (Date.now() > this.until - MARGIN) throw new Error('The lease on a domain event ran out before it was applied.');
  }
}
