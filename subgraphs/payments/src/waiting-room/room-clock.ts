import { shuffledIndex } from './shuffle.ts';
import type { WaitingRoom } from './waiting-room.entity.ts';

// Places are called by a counter that follows from the rate and the time, so that a look at one's place costs no write:
// called = what was called at baseAt + rate × time since. Nobody's turn can be saved up: while nobody waits, the counter
// stands one ahead of the places given. Each change of the rate, each pause and each new place makes the present the
// base again, which is why the counter never jumps. All times are the database's.

/** What the state of a room follows from. */
export type Room = Pick<
  WaitingRoom,
  | 'eventId'
  | 'organizationId'
  | 'enabled'
  | 'paused'
  | 'ratePerMinute'
  | 'admissionMinutes'
  | 'opensAt'
  | 'openedAt'
  | 'closedAt'
  | 'seed'
  | 'shuffled'
  | 'issued'
  | 'baseServed'
  | 'baseAt'
  | 'lapsed'
>;

/** Where a room is in its life. */
export const WaitingRoomStatus = {
  OFF: 'OFF',
  BEFORE_OPENING: 'BEFORE_OPENING',
  OPEN: 'OPEN',
  PAUSED: 'PAUSED',
  CLOSED: 'CLOSED',
} as const;
export type WaitingRoomStatus = keyof typeof WaitingRoomStatus;

/** Where someone's place is on its way. */
export const WaitingPlaceStatus = {
  BEFORE_OPENING: 'BEFORE_OPENING',
  WAITING: 'WAITING',
  PAUSED: 'PAUSED',
  CALLED: 'CALLED',
  NOT_NEEDED: 'NOT_NEEDED',
  CLOSED: 'CLOSED',
} as const;
export type WaitingPlaceStatus = keyof typeof WaitingPlaceStatus;

/** A place, as its holder sees it at one moment. */
export interface PlaceState {
  readonly status: WaitingPlaceStatus;
  /** How many are called before them; null unless they wait in an order that is known. */
  readonly ahead: number | null;
  /** Null where it cannot be told. */
  readonly estimatedWaitSeconds: number | null;
  /** When it is worth asking again. */
  readonly pollAfterSeconds: number;
}

/** The same as `CALLED_NOW` in the database: places called by `now`, with the fraction of the next. */
export function calledAt(room: Room, now: number): number {
  const running = room.openedAt !== null && room.enabled && !room.paused;
  const elapsed = Math.max(now - room.baseAt.getTime(), 0);
  const gained = running ? (room.ratePerMinute * elapsed) / 60_000 : 0;
  return Math.min(room.baseServed + gained, room.issued + 1);
}

/** SQL for how many places of a row of waiting_room are called now, with the fraction of the next. */
export const CALLED_NOW = `least(
  base_served + case when opened_at is null or paused or not enabled then 0 else
    rate_per_minute * greatest(extract(epoch from clock_timestamp() - base_at), 0)::double precision / 60 end,
  issued + 1)`;

export function statusOf(room: Room): WaitingRoomStatus {
  if (room.closedAt !== null) return WaitingRoomStatus.CLOSED;
  if (!room.enabled) return WaitingRoomStatus.OFF;
  if (room.openedAt === null) return WaitingRoomStatus.BEFORE_OPENING;
  return room.paused ? WaitingRoomStatus.PAUSED : WaitingRoomStatus.OPEN;
}

/** Whether carts of the event need an admission. */
export const isGuarding = (room: Room): boolean => room.enabled && room.closedAt === null;

/**
 * Which turn a place has, from 1: those who came before the opening are shuffled, those after come in their order. Null
 * before the opening.
 */
export function turnOf(room: Room, serial: number): number | null {
  if (room.seed === null) return null;
  return serial <= room.shuffled ? shuffledIndex(serial - 1, room.shuffled, room.seed) + 1 : serial;
}

export function placeAt(room: Room, serial: number, now: number): PlaceState {
  const state = (status: WaitingPlaceStatus, pollAfterSeconds: number, more: Partial<PlaceState> = {}): PlaceState => ({
    ...{ status, ahead: null, estimatedWaitSeconds: null, pollAfterSeconds },
    ...more,
  });
  switch (statusOf(room)) {
    case 'CLOSED':
      return state('CLOSED', 60);
    case 'OFF':
      return state('NOT_NEEDED', 60);
    case 'BEFORE_OPENING': {
      const seconds = Math.max(Math.ceil((room.opensAt.getTime() - now) / 1_000), 0);
      return state('BEFORE_OPENING', within(seconds, 1, 30), { estimatedWaitSeconds: seconds });
    }
    default: {
      const called = calledAt(room, now);
      const turn = turnOf(room, serial)!;
      const ahead = Math.max(turn - 1 - Math.floor(called), 0);
      if (room.paused) return state('PAUSED', 15, { ahead });
      if (turn <= Math.floor(called)) return state('CALLED', 5);
      const estimatedWaitSeconds = Math.ceil(((turn - called) * 60) / room.ratePerMinute);
      return state('WAITING', within(Math.ceil(estimatedWaitSeconds / 4), 1, 20), { ahead, estimatedWaitSeconds });
    }
  }
}

const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
