import { createHash } from 'node:crypto';
import { isId } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import type { AnalyticsDatabase } from '../store/analytics-database.ts';
import { DAY } from '../time/buckets.ts';

const viewSchema = z.object({
  eventId: z.string(),
  referrer: z.string().max(2_048, 'Must have 2048 characters at most.').nullish(),
  visitorId: z
    .string()
    .regex(/^[\w-]{8,128}$/, 'Must have 8 to 128 letters, digits, _ or -.')
    .nullish(),
});

/** Counts views of events' public pages, by whoever looks at them. */
export class PageViewService {
  private readonly database: AnalyticsDatabase;

  constructor(database: AnalyticsDatabase) {
    this.database = database;
  }

  /**
   * Counts a view; false for an event that has no public page. The organization is the event's, since guests have none.
   * Of the visitor only a hash with the event's id is kept, of the referrer only the host.
   */
  async track(view: { eventId: string; referrer?: string | null; visitorId?: string | null }): Promise<boolean> {
    const { eventId, referrer, visitorId } = parseInput(viewSchema, view, '');
    if (!isId(eventId)) return false;
    const organizationId = await this.database.organizationOfPublishedEvent(eventId);
    if (organizationId === null) return false;
    const day = new Date(Math.floor(Date.now() / DAY) * DAY);
    const visitor = visitorId == null ? null : hash(eventId, visitorId);
    const host = referrer == null ? null : hostOf(referrer);
    await this.database.tenant(organizationId).pageViews.upsert([
      {
        filter: { _id: hash(eventId, day.toISOString(), visitor, host) },
        update: { $setOnInsert: { eventId, day, visitor, referrer: host }, $inc: { views: 1 } },
      },
    ]);
    return true;
  }
}

const hash = (...parts: readonly (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** A browser may send anything as its referrer: what is no web address counts as none. */
function hostOf(referrer: string): string | null {
  const url = URL.parse(referrer);
  return url && /^https?:$/.test(url.protocol) && url.hostname.length <= 253 ? url.hostname : null;
}
