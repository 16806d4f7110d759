import { isId, NotFoundError, newId } from '@ticketbase/kernel';
import DataLoader from 'dataloader';
import { clientOf } from '../cart/client-key.ts';
import type { RequestScope } from '../context.ts';
import { joinHere } from './admission-gate.ts';
import { CALLED_NOW, placeAt, type Room, statusOf, turnOf } from './room-clock.ts';
import { readToken, signToken } from './signed-token.ts';
import { type WaitingRoom, WaitingRoomEntity } from './waiting-room.entity.ts';
import {
  AdmissionExpiredError,
  TurnMissedError,
  TurnNotComeError,
  WaitingRoomClosedError,
} from './waiting-room.errors.ts';
import type { AdmissionType, WaitingPlaceType, WaitingRoomFigures, WaitingRoomType } from './waiting-room.type.ts';

const allTenants = { filters: { tenant: false }, disableIdentityMap: true } as const;

type Counted = Pick<WaitingRoomFigures, 'called' | 'admitted' | 'carts' | 'orders'>;

/** Waiting rooms for those who wait: what they carry is signed, so that nobody needs an account or a row of their own. */
export class WaitingRoomService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly byEvent = new DataLoader<string, WaitingRoom | null>(async ids => {
    const where = { eventId: { $in: ids.filter(isId) } };
    const found = await this.scope.em.find(WaitingRoomEntity, where, allTenants);
    const byId = new Map(found.map(room => [room.eventId, room]));
    return ids.map(id => byId.get(id) ?? null);
  });

  /** The waiting room of an event; null if it never had one. */
  async ofEvent(eventId: string): Promise<WaitingRoomType | null> {
    const room = await this.byEvent.load(eventId);
    return room && toType(room);
  }

  private readonly counts = new DataLoader<string, Counted | null>(async ids => {
    const found = await this.scope.em.execute<(Counted & { id: string })[]>(
      `select r.event_id as id, least(floor(${CALLED_NOW})::int, issued) as called,
              count(a.id)::int as admitted,
              count(*) filter (where c.status = 'OPEN' and c.expires_at > now())::int as carts,
              count(*) filter (where c.status = 'CHECKED_OUT')::int as orders
         from waiting_room r
         left join waiting_room_admission a on a.event_id = r.event_id
         left join cart c on c.id = a.cart_id
        where r.organization_id = ? and r.event_id = any(array(select jsonb_array_elements_text(?::jsonb)::uuid))
        group by r.event_id`,
      [this.scope.viewer.requireOrganization(), JSON.stringify(ids)],
    );
    const byId = new Map(found.map(({ id, ...counted }) => [id, counted]));
    return ids.map(id => byId.get(id) ?? null);
  });

  /** What the organization sees of its own room; null for everyone else. */
  async figures(eventId: string): Promise<WaitingRoomFigures | null> {
    const room = await this.byEvent.load(eventId);
    if (!room || !this.scope.viewer.can('events:read', room.organizationId)) return null;
    const counted = await this.counts.load(eventId);
    if (!counted) return null;
    const { ratePerMinute, admissionMinutes, issued: joined } = room;
    return { ratePerMinute, admissionMinutes, joined, waiting: joined - counted.called, ...counted };
  }

  /** Takes a place at the end of the line. Throws WAITING_ROOM_CLOSED and TOO_MANY_PLACES. */
  async join(eventId: string): Promise<WaitingPlaceType> {
    const { client, placeBook, rooms, tokens, viewer } = this.scope;
    if (!isId(eventId)) throw new WaitingRoomClosedError();
    const countedFor = clientOf(viewer, client?.ip);
    const serial = await placeBook.take(eventId, countedFor && tokens.keyedHash('client', countedFor));
    rooms.forget(eventId);
    const token = signToken(tokens, 'place', { e: eventId, n: serial });
    return (await this.place(token))!;
  }

  /** How far a place is; null for what is no place. Costs no statement but one per room and second. */
  async place(token: string): Promise<WaitingPlaceType | null> {
    const { rooms, tokens } = this.scope;
    const claims = readToken(tokens, 'place', token);
    if (!claims) return null;
    const { room, now } = await rooms.find(claims.e);
    if (!room) return null;
    return { ...placeAt(room, claims.n, now), token, eventId: claims.e, opensAt: room.opensAt };
  }

  /**
   * Takes a turn that has come: leave to open a cart for some minutes, counted from the first time. Asked again, the
   * same admission is the answer. The database's own row decides, not what a process remembers.
   * Throws NOT_FOUND, TURN_NOT_COME, TURN_MISSED, ADMISSION_EXPIRED, WAITING_ROOM_CLOSED.
   */
  async admit(placeToken: string): Promise<AdmissionType> {
    const { config, em, rooms, tokens } = this.scope;
    const claims = readToken(tokens, 'place', placeToken);
    if (!claims) throw new NotFoundError('The place in the waiting room');
    const { e: eventId, n: serial } = claims;
    const { room } = await rooms.find(eventId);
    if (!room) throw new WaitingRoomClosedError();
    const turn = turnOf(room, serial);
    if (turn === null) throw statusOf(room) === 'CLOSED' ? new WaitingRoomClosedError() : new TurnNotComeError();
    await em.execute(
      `insert into waiting_room_admission (id, organization_id, event_id, serial, expires_at, created_at)
       select ?, organization_id, event_id, ?, clock_timestamp() + make_interval(mins => admission_minutes), clock_timestamp()
         from waiting_room
        where event_id = ? and enabled and closed_at is null and opened_at is not null and not paused
          and ? <= floor(${CALLED_NOW}) and ? <= issued and ? > lapsed
       on conflict (event_id, serial) do nothing`,
      [newId(), serial, eventId, turn, serial, turn],
    );
    const [admission] = await em.execute<{ id: string; expires: number; over: boolean }[]>(
      `select id, floor(extract(epoch from expires_at))::double precision as expires, expires_at <= clock_timestamp() as over
         from waiting_room_admission where event_id = ? and serial = ?`,
      [eventId, serial],
    );
    const join = joinHere(config, eventId);
    if (!admission) throw await this.refusal(eventId, turn, join);
    if (admission.over) throw new AdmissionExpiredError(join);
    const { id, expires } = admission;
    return {
      token: signToken(tokens, 'admission', { e: eventId, a: id, x: expires }),
      expiresAt: new Date(expires * 1_000),
      eventId,
    };
  }

  private async refusal(eventId: string, turn: number, join: ReturnType<typeof joinHere>): Promise<Error> {
    const room = await this.scope.em.findOne(WaitingRoomEntity, { eventId }, allTenants);
    if (!room || ['OFF', 'CLOSED'].includes(statusOf(room))) return new WaitingRoomClosedError();
    return turn <= room.lapsed ? new TurnMissedError(join) : new TurnNotComeError();
  }
}

const toType = (room: Room): WaitingRoomType => ({
  eventId: room.eventId,
  status: statusOf(room),
  opensAt: room.opensAt,
});
