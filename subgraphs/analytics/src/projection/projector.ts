import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyDomainEvent, type Logger, newId, withoutSecrets } from '@ticketbase/kernel';
import type { AnalyticsDatabase, TenantStore } from '../store/analytics-database.ts';
import type { Rollup } from '../store/documents.ts';
import { isDuplicateKey, type TenantCollection } from '../store/tenant-collection.ts';
import { DAY } from '../time/buckets.ts';
import { activityRow } from './activity-row.ts';
import { emptyRollup, QUARTER_HOUR, rollupChanges } from './rollup-changes.ts';

/** How long one projector has an event for itself. */
const LEASE = 30_000;
/** A write is begun only while this much of the lease is left: more than the time after which the driver gives up. */
const MARGIN = 18_000;
const RECOVER_EVERY = 30_000;
const RECOVER_AT_ONCE = 100;

/** Another process is applying the same event; whoever delivered it should deliver it again. */
class EventInHandError extends Error {
  constructor(id: string) {
    super(`Domain event ${id} is being applied by another projector.`);
    this.name = 'EventInHandError';
  }
}

/** The names of the steps of a projection, in order; tests stop between them. */
export type ProjectionStep = 'stored' | 'activity' | 'quarterHours' | 'days' | 'marked' | 'settled';

/**
 * Applies domain events to the projections exactly once, without transactions, whichever process dies at whichever
 * point:
 *
 * 1. The event is stored under its id, unfinished. A second delivery finds it there; a finished one ends here.
 * 2. A lease on it is taken, so that two deliveries of an unfinished one do not run side by side.
 * 3. Each rollup counts it and notes its id in `pending` in one update, which does not match where the id is noted
 *    already: repeating the step after a crash counts nothing twice. The log's row has the event's id for its own.
 * 4. It is marked as finished, and only then its id is taken out of `pending` again.
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
  async apply(delivered: AnyDomainEvent): Promise<void> {
    const event = withoutSecrets(delivered);
    if (!(await this.store(event))) return;
    await this.project(event);
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
        await this.project(event);
        finished += 1;
      } catch (error) {
        // One that cannot be applied does not hold up the others.
        this.logger.warn({ err: error, eventId: event.id }, 'unfinished domain event not recovered');
      }
    }
    return finished;
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

  /** False if the event is here and finished. */
  private async store(event: AnyDomainEvent): Promise<boolean> {
    const now = new Date();
    try {
      await this.database.domainEvents.insertOne({
        _id: event.id,
        organizationId: event.organizationId,
        name: event.name,
        occurredAt: new Date(event.occurredAt),
        receivedAt: now,
        event,
        projectedAt: null,
        leasedUntil: now,
        lease: null,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const known = await this.database.domainEvents.findOne({ _id: event.id }, { projection: { projectedAt: 1 } });
      return known?.projectedAt === null;
    }
    this.onStep('stored', event);
    return true;
  }

  private async project(event: AnyDomainEvent): Promise<void> {
    const lease = await this.lease(event.id);
    if (!lease) return;
    try {
      if (event.organizationId !== null) await this.applyTo(this.database.tenant(event.organizationId), event, lease);
      await this.database.domainEvents.updateOne({ _id: event.id }, { $set: { projectedAt: new Date(), lease: null } });
    } catch (error) {
      await this.release(event.id, lease.token);
      throw error;
    }
    this.onStep('marked', event);
    if (event.organizationId !== null) await this.settle(this.database.tenant(event.organizationId), event);
    this.onStep('settled', event);
  }

  /** Undefined if the event was finished meanwhile. */
  private async lease(eventId: string): Promise<Lease | undefined> {
    const lease = new Lease();
    const taken = await this.database.domainEvents.updateOne(
      { _id: eventId, projectedAt: null, leasedUntil: { $lte: new Date() } },
      { $set: { leasedUntil: new Date(lease.until), lease: lease.token } },
    );
    if (taken.modifiedCount === 1) return lease;
    const event = await this.database.domainEvents.findOne({ _id: eventId }, { projection: { projectedAt: 1 } });
    if (event?.projectedAt) return undefined;
    throw new EventInHandError(eventId);
  }

  /** So that a redelivery need not wait for the lease to end. Where this fails too, it waits. */
  private async release(eventId: string, token: string): Promise<void> {
    await this.database.domainEvents
      .updateOne({ _id: eventId, lease: token }, { $set: { leasedUntil: new Date(0), lease: null } })
      .catch(() => {});
  }

  private async applyTo(store: TenantStore, event: AnyDomainEvent, lease: Lease): Promise<void> {
    await knowEvent(store, event);
    await store.activities.insertOnce(activityRow(event));
    this.onStep('activity', event);
    lease.assertHeld();
    await count(store.quarterHours, QUARTER_HOUR, store.organizationId, event);
    this.onStep('quarterHours', event);
    lease.assertHeld();
    await count(store.days, DAY, store.organizationId, event);
    this.onStep('days', event);
    lease.assertHeld();
  }

  /** Forgets the event where it is noted; should this be interrupted, an id stays noted, which harms nothing. */
  private async settle(store: TenantStore, event: AnyDomainEvent): Promise<void> {
    await Promise.all([
      forget(store.quarterHours, QUARTER_HOUR, store.organizationId, event),
      forget(store.days, DAY, store.organizationId, event),
    ]);
  }
}

class Lease {
  readonly token = newId();
  readonly until = Date.now() + LEASE;

  assertHeld(): void {
    if (Date.now() > this.until - MARGIN) throw new Error('The lease on a domain event ran out before it was applied.');
  }
}

async function count(
  rollups: TenantCollection<Rollup>,
  unit: typeof QUARTER_HOUR | typeof DAY,
  organizationId: string,
  event: AnyDomainEvent,
): Promise<void> {
  const changes = rollupChanges(event);
  const occurredAt = Date.parse(event.occurredAt);
  const empty = changes.map(change => emptyRollup(organizationId, occurredAt, unit, change));
  await rollups.insertAllOnce(empty);
  await rollups.write(
    changes.map(({ add }, index) => ({
      filter: { _id: empty[index]!._id, pending: { $ne: event.id } },
      update: { $inc: { ...add }, $push: { pending: event.id } },
    })),
  );
}

async function forget(
  rollups: TenantCollection<Rollup>,
  unit: typeof QUARTER_HOUR | typeof DAY,
  organizationId: string,
  event: AnyDomainEvent,
): Promise<void> {
  const occurredAt = Date.parse(event.occurredAt);
  await rollups.write(
    rollupChanges(event).map(change => ({
      filter: { _id: emptyRollup(organizationId, occurredAt, unit, change)._id },
      update: { $pull: { pending: event.id } },
    })),
  );
}

/** Keeps which organization an event belongs to, and whether its page can be seen. */
async function knowEvent(store: TenantStore, event: AnyDomainEvent): Promise<void> {
  if (!event.name.startsWith('event.') || !('eventId' in event.payload)) return;
  const { eventId } = event.payload;
  const never = new Date(0);
  await store.events.insertOnce({ _id: eventId, published: false, changedAt: never, private: false, seenAt: never });
  await knowVisibility(store, eventId, event);
  const published = PUBLISHED[event.name];
  if (published === undefined) return;
  const occurredAt = new Date(event.occurredAt);
  await store.events.write([
    {
      filter: { _id: eventId, changedAt: { $lte: occurredAt } },
      update: { $set: { published, changedAt: occurredAt } },
    },
  ]);
}

/** Keeps whether the event is private, apart from whether it is published: news of the two may come in any order. */
async function knowVisibility(store: TenantStore, eventId: string, { payload, ...event }: AnyDomainEvent) {
  if (!('visibility' in payload) || payload.visibility === undefined) return;
  const seenAt = new Date(event.occurredAt);
  await store.events.write([
    {
      filter: { _id: eventId, seenAt: { $not: { $gt: seenAt } } },
      update: { $set: { private: payload.visibility === 'PRIVATE', seenAt } },
    },
  ]);
}

const PUBLISHED: Readonly<Record<string, boolean>> = {
  'event.published': true,
  'event.cancelled': false,
  'event.deleted': false,
};
