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
   * The id of the admission that a new cart of the event needs; null if it needs none. Before anything is set aside, so
   * that whoever is not admitted keeps no tickets busy. A room that was switched on guards within a second.
   * Throws WAITING_ROOM_REQUIRED, ADMISSION_INVALID, ADMISSION_EXPIRED and ADMISSION_IN_USE.
   */
  async require(em: EntityManager, eventId: string, token: string | null | undefined): Promise<string | null> {
    const { room, now } = await this.book.find(eventId);
    if (!room || !isGuarding(room)) return null;
    const join = joinHere(this.config, eventId);
    if (!token) throw new WaitingRoomRequiredError({ ...join, opensAt: room.opensAt.toISOString() });
    const claims = readToken(this.tokens, 'admission', token);
    if (claims?.e !== eventId) throw new AdmissionInvalidError(join);
    if (claims.x * 1_000 <= now) throw new AdmissionExpiredError(join);
    if (await this.isUsed(em, claims.a, null)) throw new AdmissionInUseError();
    return claims.a;
  }

  /**
   * Uses an admission for a cart, in the transaction that writes the cart; others that use it wait until then.
   * Throws ADMISSION_INVALID, ADMISSION_EXPIRED and ADMISSION_IN_USE.
   */
  async use(tx: EntityManager, { admissionId, cartId, eventId }: Use): Promise<void> {
    const [admission] = await tx.execute<{ over: boolean }[]>(
      'select expires_at <= clock_timestamp() as over from waiting_room_admission where id = ? and event_id = ? for update',
      [admissionId, eventId],
    );
    if (!admission) throw new AdmissionInvalidError(joinHere(this.config, eventId));
    if (admission.over) throw new AdmissionExpiredError(joinHere(this.config, eventId));
    // A cart whose time is over makes room for the next; a sweep would close it a moment later.
    await tx.execute(
      `update cart set status = 'EXPIRED', release_due = true
        where admission_id = ? and id <> ? and status = 'OPEN' and expires_at <= now()`,
      [admissionId, cartId],
    );
    if (await this.isUsed(tx, admissionId, cartId)) throw new AdmissionInUseError();
  }

  private async isUsed(em: EntityManager, admissionId: string, cartId: string | null): Promise<boolean> {
    const [cart] = await em.execute(
      `select 1 from cart where admission_id = ? and id is distinct from ?::uuid
          and (status = 'CHECKED_OUT' or status = 'OPEN' and expires_at > now()) limit 1`,
      [admissionId, cartId],
    );
    return cart !== undefined;
  }
}

interface Use {
  readonly admissionId: string;
  readonly cartId: string;
  readonly eventId: string;
}

/** Where people join the line of an event. */
export const joinHere = ({ returnUrl }: PaymentsConfig, eventId: string): JoinHere => ({
  eventId,
  joinUrl: new URL(`/shop/waiting-room/${eventId}`, returnUrl).href,
});
