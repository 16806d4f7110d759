import type { Event, Ticket } from '@ticketbase/plugin-sdk/api';
import type { Context } from './s3.ts';

/** An event that has not ended long since. */
export type ComingEvent = Pick<Event, 'id' | 'title' | 'slug' | 'startsAt'>;
type Row = Pick<Ticket, 'id' | 'status' | 'checkedInAt'> & {
  ticketType: { name: string };
  attendee: { name: string | null; email: string | null } | null;
};
interface Page<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Events that began two days ago are still on: their doors may be open. */
const STILL_ON_MS = 2 * 24 * 60 * 60 * 1_000;
/** An answer of the platform has at most so many; an event at most 20,000. */
const PAGE = 100;
const MOST_PAGES = 200;

const EVENTS = `query ($from: DateTime, $after: String) {
  events(first: 50, after: $after, filter: { from: $from }) {
    edges { node { id title slug startsAt } } pageInfo { hasNextPage endCursor }
  }
}`;
const TICKETS = `query ($eventId: ID, $first: Int, $after: String) {
  tickets(first: $first, after: $after, filter: { eventId: $eventId }) {
    edges { node { id status checkedInAt ticketType { name } attendee { name email } } } pageInfo { hasNextPage endCursor }
  }
}`;

const HEADER = ['Ticket', 'Ticket type', 'Attendee', 'Email', 'Status', 'Checked in'];

/** The events of the organization that are still to come or still on, in the platform's order. */
export async function comingEvents(ctx: Context): Promise<ComingEvent[]> {
  const from = new Date(Date.now() - STILL_ON_MS).toISOString();
  return everyNode(
    ctx,
    async after => (await ctx.graphql<{ events: Page<ComingEvent> }>(EVENTS, { from, after })).events,
  );
}

/** The tickets of an event as rows of a table, below a row of headings. */
export async function attendeeRows(ctx: Context, eventId: string): Promise<string[][]> {
  const rows = await everyNode<Row>(
    ctx,
    async after => (await ctx.graphql<{ tickets: Page<Row> }>(TICKETS, { eventId, first: PAGE, after })).tickets,
  );
  const cells = rows.map(({ id, ticketType, attendee, status, checkedInAt }) => [
    ...[id, ticketType.name, attendee?.name ?? '', attendee?.email ?? ''],
    ...[status, checkedInAt ? String(checkedInAt) : ''],
  ]);
  return [HEADER, ...cells];
}

/** Throws what `ctx.signal` says when the call's time is almost over. */
async function everyNode<Node>(ctx: Context, load: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    ctx.signal.throwIfAborted();
    const { edges, pageInfo }: Page<Node> = await load(after);
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return nodes;
    after = pageInfo.endCursor;
  }
  throw new Error(`There are more than ${nodes.length} entries.`);
}
