import { newId, type Viewer } from '@ticketbase/kernel';
import { Database, Subgraph } from '@ticketbase/subgraph-kit';
import { silentLogger, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createServices } from '../src/context.ts';
import { paymentsDatabase } from '../src/database.ts';
import { assembleParts } from '../src/parts.ts';
import { paymentsSchema } from '../src/schema.ts';
import { CREATE_CART, type Payments, startPayments } from './harness.ts';

export const UPDATE =
  'mutation($id: ID!, $input: UpdateWaitingRoomInput!) { updateWaitingRoom(eventId: $id, input: $input) { status opensAt } }';
export const JOIN = 'mutation($id: ID!) { joinWaitingRoom(eventId: $id) { token status ahead estimatedWaitSeconds } }';
export const PLACE =
  'query($token: String!) { waitingPlace(token: $token) { status ahead estimatedWaitSeconds pollAfterSeconds event { id } } }';
export const ENTER = 'mutation($token: String!) { enterEvent(placeToken: $token) { token expiresAt event { id } } }';
const FIGURES =
  'query($r: [_Any!]!) { _entities(representations: $r) { ... on Event { waitingRoom { status figures { ratePerMinute joined called waiting admitted carts orders } } } } }';

/** As many places as one client may take. */
export const LIMIT = 20;

export const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** The same database, as another process of the same server has it: nothing else is shared. */
export async function secondProcess({ parts, endpoint }: Payments) {
  const database = await Database.connect({ ...paymentsDatabase, url: parts.config.databaseUrl, poolSize: 3 });
  const own = assembleParts(parts.config, database, { logger: silentLogger, endpoint });
  const subgraph = new Subgraph({
    schema: paymentsSchema,
    logger: silentLogger,
    createServices: request => createServices(own, request),
  });
  return { database, parts: own, subgraph };
}
export type SecondProcess = Awaited<ReturnType<typeof secondProcess>>;

/** Payments in two processes, and a new event for each test, which may get a waiting room. */
export class RoomUnderTest {
  payments!: Payments;
  other!: SecondProcess;
  eventId = '';
  ticketTypeId = '';

  /** Starts it for the tests of a file. */
  static forThisFile(): RoomUnderTest {
    const room = new RoomUnderTest();
    beforeAll(async () => {
      room.payments = await startPayments({ placesPerClient: LIMIT });
      room.other = await secondProcess(room.payments);
    });
    afterAll(async () => {
      await room.other.database.close();
      await room.payments.close();
    });
    beforeEach(() => room.newEvent());
    return room;
  }

  newEvent(): void {
    this.eventId = newId();
    this.ticketTypeId = this.payments.events.addType(this.eventId, 1_000, 100);
  }

  readonly owner = () => testViewer({ organizationId: this.payments.organizationId });

  readonly stock = () => this.payments.events.types.get(this.ticketTypeId)!.stock;

  readonly setUp = (input: Record<string, unknown> = {}) =>
    this.payments.ask(
      UPDATE,
      { id: this.eventId, input: { enabled: true, ratePerMinute: 60, ...input } },
      this.owner(),
    );

  /** The clock moved on for the room: what it remembers of times is that much older, and no process remembers it. */
  readonly pass = async (seconds: number): Promise<void> => {
    await this.payments.sql(
      `update waiting_room set base_at = base_at - make_interval(secs => ?), opens_at = opens_at - make_interval(secs => ?),
         mark_at = mark_at - make_interval(secs => ?) where event_id = ?`,
      [seconds, seconds, seconds, this.eventId],
    );
    for (const process of [this.payments.parts, this.other.parts]) process.rooms.forget(this.eventId);
  };

  readonly join = async (): Promise<string> =>
    (await this.payments.ask(JOIN, { id: this.eventId })).joinWaitingRoom.token;

  readonly admit = async (token: string): Promise<string> =>
    (await this.payments.ask(ENTER, { token })).enterEvent.token;

  readonly place = async (token: string) => (await this.payments.ask(PLACE, { token })).waitingPlace;

  /** How a cart is refused; without a code if it is not. */
  readonly cart = (admission?: string, more = {}) =>
    this.payments.refusal(CREATE_CART, { input: { ...this.wish(), admission, ...more } });

  readonly opened = async (admission: string) =>
    (await this.payments.ask(CREATE_CART, { input: { ...this.wish(), admission } })).createCart;

  readonly wish = () => ({ eventId: this.eventId, items: [{ ticketTypeId: this.ticketTypeId, quantity: 1 }] });

  readonly figures = async (viewer: Viewer = this.owner()) => {
    const variables = { r: [{ __typename: 'Event', id: this.eventId }] };
    return (await this.payments.ask(FIGURES, variables, viewer))._entities[0].waitingRoom;
  };

  /** The admission of someone whose turn has come at once. */
  readonly admitted = async (): Promise<string> => {
    await this.setUp({ ratePerMinute: 60_000 });
    const token = await this.join();
    await this.pass(1);
    return this.admit(token);
  };
}
