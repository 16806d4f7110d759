import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { type Collection, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ActivityService } from '../src/activity/activity.service.ts';
import { PageViewService } from '../src/page-view/page-view.service.ts';
import { ReportService } from '../src/report/report.service.ts';
import { SalesService } from '../src/sales/sales.service.ts';
import { AnalyticsDatabase, type TenantStore } from '../src/store/analytics-database.ts';
import { analyticsCollections } from '../src/store/collections.ts';
import { TenantCollection } from '../src/store/tenant-collection.ts';
import { databaseName, mongoUrl } from './subgraph-under-test.ts';

const name = databaseName();
const client = new MongoClient(mongoUrl());
const db = client.db(name);
const asked: { collection: string; filter: Document; sort?: Document }[] = [];

let calls = 0;

/** The collection, which also notes by what it is searched. */
function noting(collection: Collection<Document>): Collection<Document> {
  const note = (filter: Document, sort?: Document) =>
    asked.push({ collection: collection.collectionName, filter, sort });
  const noteAggregation = (stages: Document[]) => {
    note(stages[0]!.$match, stages[1]?.$sort);
    for (const { $unionWith: other } of stages) if (other) noteAggregation(other.pipeline);
  };
  return new Proxy(collection, {
    get(target, property: keyof Collection) {
      const method = target[property] as unknown;
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        calls += 1;
        if (property === 'find') note(args[0] as Document, (args[1] as { sort?: Document })?.sort);
        if (property === 'countDocuments') note(args[0] as Document);
        if (property === 'aggregate') noteAggregation(args[0] as Document[]);
        return method.apply(target, args);
      };
    },
  });
}

class NotingDatabase extends AnalyticsDatabase {
  override tenant(organizationId: string): TenantStore {
    const stores = Object.entries(analyticsCollections).map(([key, { name: collection }]) => [
      key,
      new TenantCollection(noting(db.collection(collection)) as never, organizationId),
    ]);
    return { organizationId, ...Object.fromEntries(stores) };
  }
}

const database = new NotingDatabase({ url: mongoUrl(), database: name });
const viewer = testViewer();
const range = {
  from: new Date('2027-05-01T03:00:00Z'),
  to: new Date('2027-06-10T09:00:00Z'),
  timeZone: 'Asia/Kolkata',
};

beforeAll(() => database.open());
afterAll(async () => {
  await db.dropDatabase();
  await Promise.all([database.close(), client.close()]);
});

async function plan({ collection, filter, sort }: (typeof asked)[number]): Promise<string> {
  const explained = await db.command({ explain: { find: collection, filter, ...(sort ? { sort } : {}) } });
  return JSON.stringify(explained.queryPlanner);
}

test('every query of every service is answered by an index, sorted by it too', async () => {
  const sales = new SalesService(database, viewer);
  for (const eventId of [null, newId()]) {
    for (const granularity of ['HOUR', 'DAY', 'MONTH'] as const) {
      const wanted = granularity === 'HOUR' ? { ...range, to: new Date('2027-05-03T00:00:00Z') } : range;
      const { query } = sales.analyze(wanted, granularity, eventId);
      await Promise.all([
        sales.series(query),
        sales.totals(query),
        sales.by(query, 'eventId'),
        sales.by(query, 'ticketTypeId'),
      ]);
    }
  }
  const reports = new ReportService(database, viewer);
  for (const when of [null, range]) {
    const query = reports.ofEvent(newId(), when);
    const { interval } = reports.ofOrganization(viewer.organizationId, when);
    await Promise.all([
      sales.totals({ buckets: interval && [interval] }),
      reports.eventSales(query),
      reports.eventCheckedIn(query),
      reports.eventViews(query),
      reports.eventVisitors(query),
      reports.eventReferrers(query),
      reports.organizationCheckedIn(interval),
      reports.organizationViews(interval),
    ]);
  }
  const activities = new ActivityService(database, viewer);
  const cursor = Buffer.from(JSON.stringify([Date.now(), newId()])).toString('base64url');
  for (const filter of [
    null,
    { eventId: newId() },
    { actorId: newId() },
    { names: ['event.created'], from: new Date(0) },
  ]) {
    for (const page of [{ first: 5 }, { first: 5, after: cursor }, { last: 5, before: cursor }]) {
      await (await activities.list(filter, page)).totalCount?.();
    }
  }
  for (const page of [{ first: 5 }, { first: 5, after: cursor }, { last: 5, before: cursor }]) {
    const pages = await Promise.all([newId(), newId()].map(eventId => activities.ofEvent(eventId, page)));
    await Promise.all(pages.map(found => found.totalCount?.()));
  }
  await new PageViewService(database).track({ eventId: newId() });
  expect(asked.length).toBeGreaterThan(50);
  for (const query of asked) {
    const found = await plan(query);
    expect(found, JSON.stringify(query)).toContain('IXSCAN');
    expect(found, JSON.stringify(query)).not.toMatch(/COLLSCAN|"stage":"SORT"/);
  }
});

test('the logs of twenty events are read by one query, and counted by another', async () => {
  const activities = new ActivityService(database, viewer);
  const before = calls;
  const pages = await Promise.all(Array.from({ length: 20 }, () => activities.ofEvent(newId(), { first: 5 })));
  expect(calls - before).toBe(1);
  await Promise.all(pages.map(page => page.totalCount?.()));
  expect(calls - before).toBe(2);
});

test('what no index answers is noticed (control)', async () => {
  expect(await plan({ collection: 'activities', filter: { requestId: 'x' } })).toContain('COLLSCAN');
});

test('guests reach no tenant’s documents', async () => {
  const before = asked.length;
  const guest = Viewer.anonymous;
  expect(() => new SalesService(database, guest).analyze(range, 'DAY')).toThrow('Sign in');
  await expect(new ActivityService(database, guest).list(null, {})).rejects.toThrow('Sign in');
  expect(asked).toHaveLength(before);
});
