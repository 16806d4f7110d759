import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '@ticketbase/subgraph-kit';
import { openRooms } from './room-book.ts';
import { CALLED_NOW } from './room-clock.ts';

/** For how long a turn can be taken at least, and half of how long at most. */
const TURN_MINUTES = 10;

/**
 * Opens rooms whose time has come, lets turns that nobody took lapse, and forgets which clients took places. A turn that
 * was called before one mark is over at the next: what was missed cannot be taken later, all at once, past the rate.
 */
export async function sweepRooms(database: Database): Promise<void> {
  const em = database.forkTenant(null);
  await openRooms(em);
  await em.execute(
    `update waiting_room
        set lapsed = mark_served, mark_served = least(floor(${CALLED_NOW})::int, issued), mark_at = clock_timestamp()
      where event_id in (
        select event_id from waiting_room
         where enabled and opened_at is not null and closed_at is null and not paused
           and mark_at <= clock_timestamp() - interval '${TURN_MINUTES} minutes'
           for update skip locked)`,
  );
  await em.execute(
    `delete from waiting_room_client where (event_id, client_key) in (
       select event_id, client_key from waiting_room_client where since < now() - interval '2 hours'
        limit 1000 for update skip locked)`,
  );
}

/** Ends the waiting room of an event that is over, called off or deleted. */
export async function closeRoom(em: EntityManager, eventId: string, organizationId: string): Promise<void> {
  await em.execute(
    'update waiting_room set closed_at = now() where event_id = ? and organization_id = ? and closed_at is null',
    [eventId, organizationId],
  );
}
