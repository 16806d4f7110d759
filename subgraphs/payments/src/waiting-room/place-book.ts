import { type Database, Grouping } from '@ticketbase/subgraph-kit';
import { openRooms } from './room-book.ts';
import { CALLED_NOW } from './room-clock.ts';
import { TooManyPlacesError, WaitingRoomClosedError } from './waiting-room.errors.ts';

/** Places given by one commit at most. */
const MOST_TOGETHER = 500;
/** Seconds after which a client's places are counted anew. */
const CLIENT_WINDOW = 3_600;

/** Who asks for a place; null where the client is not known. */
interface Asked {
  readonly clientKey: string | null;
}

/**
 * Gives out places. Those that are asked for together are given by one commit, in the order in which they were asked
 * for: the counter of a room is one hot row. A number that was counted and never answered, because the process died in
 * between, is a turn that nobody takes.
 */
export class PlaceBook {
  private readonly database: Database;
  private readonly placesPerClient: number;
  private readonly groups = new Grouping<Asked, number>((eventId, asked) => this.give(eventId, asked), MOST_TOGETHER);

  /** `placesPerClient`: how many one client may take of a room within an hour. */
  constructor(database: Database, placesPerClient: number) {
    this.database = database;
    this.placesPerClient = placesPerClient;
  }

  /** The number of a new place, counted from 1. Throws WAITING_ROOM_CLOSED and TOO_MANY_PLACES. */
  take(eventId: string, clientKey: string | null): Promise<number> {
    return this.groups.add(eventId, { clientKey });
  }

  private give(eventId: string, asked: readonly Asked[]): Promise<Array<number | Error>> {
    // The room is public and the statements name the event: no tenant is involved.
    return this.database.forkTenant(null).transactional(async tx => {
      const left = await this.countClients(tx, eventId, asked);
      if (!left) return asked.map(() => new WaitingRoomClosedError());
      const granted = asked.map(({ clientKey }) => {
        if (clientKey === null) return true;
        const places = left.get(clientKey) ?? 0;
        left.set(clientKey, places - 1);
        return places > 0;
      });
      const count = granted.filter(Boolean).length;
      const [room] = await tx.execute<{ issued: number }[]>(
        `update waiting_room
            set base_served = ${CALLED_NOW}, base_at = greatest(base_at, clock_timestamp()), issued = issued + ?
          where event_id = ? and enabled and closed_at is null returning issued`,
        [count, eventId],
      );
      if (!room) return asked.map(() => new WaitingRoomClosedError());
      let serial = room.issued - count;
      return granted.map(isGranted => {
        if (!isGranted) return new TooManyPlacesError(this.placesPerClient);
        serial += 1;
        return serial;
      });
    });
  }

  /** How many of what each client asks for it gets; undefined if there is no such room. */
  private async countClients(
    tx: ReturnType<Database['forkTenant']>,
    eventId: string,
    asked: readonly Asked[],
  ): Promise<Map<string, number> | undefined> {
    const byClient = Map.groupBy(
      asked.flatMap(({ clientKey }) => clientKey ?? []),
      key => key,
    );
    // In one order everywhere, so that no two transactions wait for each other.
    const clients = [...byClient]
      .map(([key, all]) => ({ key, asked: all.length }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const [room] = await tx.execute<{ isDue: boolean }[]>(
      `select enabled and opened_at is null and closed_at is null and opens_at <= clock_timestamp() as "isDue"
         from waiting_room where event_id = ?`,
      [eventId],
    );
    if (!room) return undefined;
    // Whoever comes after the opening is not shuffled among those who came before it.
    if (room.isDue) await openRooms(tx, eventId);
    const counted = await tx.execute<{ key: string; before: number }[]>(
      `insert into waiting_room_client as c (event_id, client_key, places, since)
       select ?, a.key, a.asked, now() from jsonb_to_recordset(?::jsonb) as a(key text, asked int) order by a.key
       on conflict (event_id, client_key) do update set
         places = case when c.since < now() - make_interval(secs => ${CLIENT_WINDOW}) then excluded.places
                       else c.places + excluded.places end,
         since = case when c.since < now() - make_interval(secs => ${CLIENT_WINDOW}) then now() else c.since end
       returning client_key as key, places as before`,
      [eventId, JSON.stringify(clients)],
    );
    return new Map(
      counted.map(({ key, before }) => [key, this.placesPerClient - (before - byClient.get(key)!.length)]),
    );
  }
}
