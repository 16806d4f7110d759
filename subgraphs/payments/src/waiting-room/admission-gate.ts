import type { EntityManager } from '@mikro-orm/postgresql';
import type { PaymentsConfig } from '../config.ts';
import type { TokenMint } from '../token-mint.ts';
import type { RoomBook } from './room-book.ts';
import { isGuarding } from './room-clock.ts';
import { readToken } from './signed-token.ts';
import {
  AdmissionExpiredError,
  AdmissionInUseError,
  AdmissionInvalidError,
  type JoinHere,
  WaitingRoomRequiredError,
} from './waiting-room.errors.ts';

/** Seconds after which a claim whose cart was never written is taken for that of a process that died. */
const CLAIM_SECONDS = 60;

interface CartToBe {
  readonly cartId: string;
  readonly eventId: string;
}

/** Lets those open a cart whose turn it is, where an event has a waiting room. */
export class AdmissionGate {
  private readonly book: RoomBook;
  private readonly tokens: TokenMint;
  private readonly config: PaymentsConfig;

  constructor(parts: { readonly rooms: RoomBook; readonly tokens: TokenMint; readonly config: PaymentsConfig }) {
    this.book = parts.rooms;
    this.tokens = parts.tokens;
    this.config = parts.config;
  }

  /**
   * Claims the admission that a new cart of the event needs, and returns its id; null if it needs none. Before anything
   * is set aside, so that whoever is not admitted keeps no tickets busy. One conditional statement: an admission has one
   * open cart at a time, and one purchase. A room that was switched on guards within a second, in every process.
   * Throws WAITING_ROOM_REQUIRED, ADMISSION_INVALID, ADMISSION_EXPIRED and ADMISSION_IN_USE.
   */
  async claim(em: EntityManager, cart: CartToBe, token: string | null | undefined): Promise<string | null> {
    const { cartId, eventId } = cart;
    const { room } = await this.book.find(eventId);
    if (!room || !isGuarding(room)) return null;
    const join = joinHere(this.config, eventId);
    if (!token) throw new WaitingRoomRequiredError({ ...join, opensAt: room.opensAt.toISOString() });
    const claims = readToken(this.tokens, 'admission', token);
    if (claims?.e !== eventId) throw new AdmissionInvalidError(join);
    const claimed = await em.execute(
      `update waiting_room_admission a set cart_id = ?, claimed_at = clock_timestamp()
        where a.id = ? and a.event_id = ? and a.expires_at > clock_timestamp()
          and (a.cart_id is null or a.cart_id = ?
            or exists (select 1 from cart c where c.id = a.cart_id
                        and (c.status in ('RELEASED', 'EXPIRED') or c.status = 'OPEN' and c.expires_at <= now()))
            or a.claimed_at < clock_timestamp() - interval '${CLAIM_SECONDS} seconds'
              and not exists (select 1 from cart c where c.id = a.cart_id))
        returning a.id`,
      [cartId, claims.a, eventId, cartId],
    );
    if (claimed.length === 0) throw await this.refusal(em, claims.a, join);
    return claims.a;
  }

  /** Gives a claim back whose cart came to nothing. */
  async release(em: EntityManager, admissionId: string, { cartId }: Pick<CartToBe, 'cartId'>): Promise<void> {
    await em.execute(
      `update waiting_room_admission set cart_id = null, claimed_at = null
        where id = ? and cart_id = ? and not exists (select 1 from cart where id = ?)`,
      [admissionId, cartId, cartId],
    );
  }

  private async refusal(em: EntityManager, admissionId: string, join: JoinHere): Promise<Error> {
    const [admission] = await em.execute<{ over: boolean }[]>(
      'select expires_at <= clock_timestamp() as over from waiting_room_admission where id = ? and event_id = ?',
      [admissionId, join.eventId],
    );
    if (!admission) return new AdmissionInvalidError(join);
    return admission.over ? new AdmissionExpiredError(join) : new AdmissionInUseError();
  }
}

/** Where people join the line of an event. */
export const joinHere = ({ returnUrl }: PaymentsConfig, eventId: string): JoinHere => ({
  eventId,
  joinUrl: new URL(`/shop/waiting-room/${eventId}`, returnUrl).href,
});
