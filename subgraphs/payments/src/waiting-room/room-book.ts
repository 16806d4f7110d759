import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '@ticketbase/subgraph-kit';
import { type Room } from './room-clock.ts';
import { WaitingRoomEntity } from './waiting-room.entity.ts';

/** What is known of a room is this old at most, in milliseconds: so often a process asks, however many wait. */
const KEPT = 1_000;
/** Events remembered at most, so that guesses cannot fill the memory. */
const MOST = 10_000;
const allTenants = { filters: { tenant: false }, disableIdentityMap: true } as const;

/** A room with the database's time, which goes on while it is kept. */
export interface SeenRoom {
  readonly room: Room | null;
  /** Milliseconds since 1970 by the database's clock. */
  readonly now: number;
}

interface Page {
  readonly found: Promise<{ readonly room: Room | null; readonly databaseTime: number; readonly readAt: number }>;
  readonly until: number;
}

/**
 * The waiting rooms as everyone sees them: one statement per room, second and process, so that a thousand looks at a
 * place cost no more than one. Whatever is decided by it is decided again by the database's own row.
 */
export class RoomBook {
  private readonly database: Database;
  private readonly pages = new Map<string, Page>();

  constructor(database: Database) {
    this.database = database;
  }

  async find(eventId: string): Promise<SeenRoom> {
    const { room, databaseTime, readAt } = await this.page(eventId).found;
    return { room, now: databaseTime + (performance.now() - readAt) };
  }

  /** Reads anew after a change. */
  forget(eventId: string): void {
    this.pages.delete(eventId);
  }

  private page(eventId: string): Page {
    const kept = this.pages.get(eventId);
    if (kept && kept.until > performance.now()) return kept;
    const page = { found: this.read(eventId), until: performance.now() + KEPT };
    this.pages.delete(eventId);
    this.pages.set(eventId, page);
    if (this.pages.size > MOST) this.pages.delete(this.pages.keys().next().value as string);
    // A failure is not an answer to remember.
    page.found.catch(() => this.pages.delete(eventId));
    return page;
  }

  private async read(eventId: string) {
    const em = this.database.forkTenant(null);
    let room = await em.findOne(WaitingRoomEntity, { eventId }, allTenants);
    if (!room) return { room, databaseTime: Date.now(), readAt: performance.now() };
    const [clock] = await em.execute<{ now: number }[]>(
      'select (extract(epoch from clock_timestamp()) * 1000)::double precision as now',
    );
    const readAt = performance.now();
    const isDue =
      room.enabled && room.openedAt === null && room.closedAt === null && room.opensAt.getTime() <= clock!.now;
    if (isDue) {
      await openRooms(em, eventId);
      room = await em.findOne(WaitingRoomEntity, { eventId }, allTenants);
    }
    return { room, databaseTime: clock!.now, readAt };
  }
}

/**
 * Opens rooms whose time has come, of all events or of one: draws the seed by which those who came before are shuffled.
 * One conditional statement, so that of any number of processes one draws.
 */
export async function openRooms(em: EntityManager, eventId?: string): Promise<void> {
  await em.execute(
    `update waiting_room
        set opened_at = clock_timestamp(), seed = ? || event_id::text, shuffled = issued, base_served = 0,
            base_at = clock_timestamp(), mark_at = clock_timestamp(), mark_served = 0, lapsed = 0
      where enabled and opened_at is null and closed_at is null and opens_at <= clock_timestamp()
        and (?::uuid is null or event_id = ?::uuid)`,
    [randomBytes(32).toString('hex'), eventId ?? null, eventId ?? null],
  );
}
