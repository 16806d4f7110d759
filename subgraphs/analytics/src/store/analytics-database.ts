import type { HealthCheck } from '@ticketbase/kernel';
import { type Db, MongoClient } from 'mongodb';
import { analyticsCollections, type CollectionDescription } from './collections.ts';
import type { KnownEvent, Owned, PageView, Rollup, StoredActivity, StoredDomainEvent } from './documents.ts';
import { TenantCollection } from './tenant-collection.ts';

const CONNECT_WITHIN = 10_000;
/** Milliseconds after which a silent server is taken for gone; well below the projector's lease. */
const ANSWER_WITHIN = 15_000;

/** One tenant's documents. */
export interface TenantStore {
  readonly organizationId: string;
  readonly quarterHours: TenantCollection<Rollup>;
  readonly days: TenantCollection<Rollup>;
  readonly activities: TenantCollection<StoredActivity>;
  readonly events: TenantCollection<KnownEvent>;
  readonly pageViews: TenantCollection<PageView>;
}

/** The MongoDB database of analytics. Tenants' documents are reached through `tenant` only. */
export class AnalyticsDatabase implements HealthCheck {
  readonly name = 'mongodb';
  private readonly client: MongoClient;
  private readonly db: Db;

  constructor(options: { url: string; database: string }) {
    this.client = new MongoClient(options.url, {
      appName: 'ticketbase-analytics',
      serverSelectionTimeoutMS: CONNECT_WITHIN,
      socketTimeoutMS: ANSWER_WITHIN,
      ignoreUndefined: true,
    });
    this.db = this.client.db(options.database);
  }

  /** Connects, and makes the indexes that are missing. */
  async open(): Promise<void> {
    await this.client.connect();
    for (const { name, indexes } of Object.values(analyticsCollections) as CollectionDescription[]) {
      if (indexes.length === 0) continue;
      const wanted = indexes.map(index => ({ key: index.key, name: index.name, ...index.options }));
      await this.db.collection(name).createIndexes(wanted);
    }
  }

  tenant(organizationId: string): TenantStore {
    const of = <T extends Owned>(name: string) => new TenantCollection<T>(this.db.collection<T>(name), organizationId);
    return {
      organizationId,
      quarterHours: of<Rollup>(analyticsCollections.quarterHours.name),
      days: of<Rollup>(analyticsCollections.days.name),
      activities: of<StoredActivity>(analyticsCollections.activities.name),
      events: of<KnownEvent>(analyticsCollections.events.name),
      pageViews: of<PageView>(analyticsCollections.pageViews.name),
    };
  }

  /** The domain events of all tenants: for the projector, which takes each to its tenant. */
  get domainEvents() {
    return this.db.collection<StoredDomainEvent>(analyticsCollections.domainEvents.name);
  }

  /** The organization whose published event this is; null if there is none, or it is private. The one look-up that spans tenants. */
  async organizationOfPublishedEvent(eventId: string): Promise<string | null> {
    const events = this.db.collection<KnownEvent>(analyticsCollections.events.name);
    const event = await events.findOne(
      { _id: eventId, published: true, private: { $ne: true } },
      { projection: { organizationId: 1 } },
    );
    return event?.organizationId ?? null;
  }

  async check(): Promise<void> {
    await this.db.command({ ping: 1 });
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}
