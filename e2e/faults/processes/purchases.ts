import { randomUUID } from 'node:crypto';
import type { Data } from '../../harness/client.ts';
import type { Hall } from './hall.ts';
import { type PatientClient, Refusal } from './patient-client.ts';

const PRICE = 1_000;
const DIFFERENCE = 500;
const BY_CARD = 'test-cards:card';
const BY_TRANSFER = 'offline-payments:bank-transfer';

/** Two people: one who buys, and the organizer. */
export interface People {
  readonly buyer: PatientClient;
  readonly owner: PatientClient;
}

/** How a purchase ends, whatever happens to the server meanwhile. */
export interface Ending {
  readonly status: string;
  /** Tickets that admit someone. */
  readonly tickets: number;
  /** Minor units. */
  readonly paid: number;
  readonly refunded: number;
  /** What became of exchanges of its tickets, in their order; none by default. */
  readonly changes?: readonly string[];
}

/** One way through the saga. */
export interface Purchase<Ready = Data> {
  readonly name: string;
  /** What is there before it begins. */
  prepare(hall: Hall): Promise<Ready>;
  /** The requests of it, each with a key where it has one; what identifies what they made. */
  run(people: People, ready: Ready): Promise<{ orderId: string; answers: Record<string, unknown> }>;
  readonly ending: Ending;
}

const CREATE_CART = 'mutation ($input: CreateCartInput!) { createCart(input: $input) { id token } }';
const CHECKOUT = `mutation ($input: CheckoutInput!) {
  checkout(input: $input) { orderToken nextAction { type } order { id number total { amount } } } }`;
const CONFIRM = 'mutation ($token: String!) { confirmPayment(orderToken: $token) { id status } }';
const RECORD =
  'mutation ($id: ID!, $key: String!) { recordManualPayment(orderId: $id, idempotencyKey: $key) { id status } }';
const REFUND = 'mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { id } }';
const CHANGE = `mutation ($input: ChangeTicketTypeInput!) {
  changeTicketType(input: $input) { id difference { amount } } }`;
const CANCEL_CHANGE = 'mutation ($id: ID!) { cancelOrderChange(id: $id) { id status } }';
const CANCEL = 'mutation ($id: ID!) { cancelOrder(id: $id) { id status } }';

interface Offer {
  readonly event: { id: string; typeId: string; otherIds: readonly string[] };
  readonly cartKey: string;
  readonly checkoutKey: string;
  readonly key: string;
  readonly email: string;
}

/** Of a type at the price, and of types that its tickets may become. */
async function offer(hall: Hall, price: number, quantity?: number, others?: readonly number[]): Promise<Offer> {
  return {
    event: await hall.newEvent({ price, quantity, others }),
    cartKey: randomUUID(),
    checkoutKey: randomUUID(),
    key: randomUUID(),
    email: `buyer-${randomUUID()}@example.org`,
  };
}

/** A cart of two tickets, checked out. */
async function order(
  buyer: PatientClient,
  { event, cartKey, checkoutKey, email }: Offer,
  paymentMethod: string | null,
) {
  const items = [{ ticketTypeId: event.typeId, quantity: 2 }];
  const { createCart } = await buyer.ask(CREATE_CART, { input: { eventId: event.id, items, idempotencyKey: cartKey } });
  const { checkout } = await buyer.ask(CHECKOUT, {
    input: { cartToken: createCart.token, buyer: { name: 'Buyer', email }, paymentMethod, idempotencyKey: checkoutKey },
  });
  return {
    orderId: checkout.order.id as string,
    token: checkout.orderToken as string,
    answers: { createCart, checkout },
  };
}

const free: Purchase<Offer> = {
  name: 'a free order',
  prepare: hall => offer(hall, 0),
  run: ({ buyer }, ready) => order(buyer, ready, null),
  ending: { status: 'CONFIRMED', tickets: 2, paid: 0, refunded: 0 },
};

const card: Purchase<Offer> = {
  name: 'an order paid by card',
  prepare: hall => offer(hall, PRICE),
  async run({ buyer }, ready) {
    const placed = await order(buyer, ready, BY_CARD);
    await buyer.ask(CONFIRM, { token: placed.token });
    return placed;
  },
  ending: { status: 'CONFIRMED', tickets: 2, paid: 2 * PRICE, refunded: 0 },
};

const transfer: Purchase<Offer> = {
  name: 'an order paid by hand',
  prepare: hall => offer(hall, PRICE),
  async run({ buyer, owner }, ready) {
    const placed = await order(buyer, ready, BY_TRANSFER);
    await owner.ask(RECORD, { id: placed.orderId, key: ready.key });
    return placed;
  },
  ending: { status: 'CONFIRMED', tickets: 2, paid: 2 * PRICE, refunded: 0 },
};

interface Placed extends Offer {
  readonly orderId: string;
  readonly token: string;
  readonly itemId: string;
}

async function placed(hall: Hall, price: number, method: string | null, quantity?: number): Promise<Placed> {
  return place(hall, await offer(hall, price, quantity), method);
}

async function place(hall: Hall, ready: Offer, method: string | null): Promise<Placed> {
  const { orderId, token } = await order(hall.client(), ready, method);
  const { order: seen } = await hall
    .owner()
    .ask('query ($id: ID!) { order(id: $id) { items { id } } }', { id: orderId });
  return { ...ready, orderId, token, itemId: seen.items[0].id };
}

async function confirmed(hall: Hall, others?: readonly number[]): Promise<Placed> {
  const ready = await place(hall, await offer(hall, PRICE, undefined, others), BY_CARD);
  await hall.client().ask(CONFIRM, { token: ready.token });
  return ready;
}

const partialRefund: Purchase<Placed> = {
  name: 'a refund of one ticket of two',
  prepare: hall => confirmed(hall),
  async run({ owner }, { orderId, itemId, key }) {
    const items = [{ orderItemId: itemId, quantity: 1 }];
    const { refundOrder } = await owner.ask(REFUND, { input: { orderId, items, idempotencyKey: key } });
    return { orderId, answers: { refundOrder } };
  },
  ending: { status: 'PARTIALLY_REFUNDED', tickets: 1, paid: 2 * PRICE, refunded: PRICE },
};

const fullRefund: Purchase<Placed> = {
  name: 'a refund of everything',
  prepare: hall => confirmed(hall),
  async run({ owner }, { orderId, key }) {
    const { refundOrder } = await owner.ask(REFUND, { input: { orderId, idempotencyKey: key } });
    return { orderId, answers: { refundOrder } };
  },
  ending: { status: 'REFUNDED', tickets: 0, paid: 2 * PRICE, refunded: 2 * PRICE },
};

async function cancel(owner: PatientClient, orderId: string) {
  const { cancelOrder } = await owner.ask(CANCEL, { id: orderId });
  return { orderId, answers: { cancelOrder } };
}

const cancellation: Purchase<Placed> = {
  name: 'the cancellation of an unpaid order',
  prepare: hall => placed(hall, PRICE, BY_TRANSFER),
  run: ({ owner }, { orderId }) => cancel(owner, orderId),
  ending: { status: 'CANCELLED', tickets: 0, paid: 0, refunded: 0 },
};

const freeCancellation: Purchase<Placed> = {
  name: 'the cancellation of a free order',
  prepare: hall => placed(hall, 0, null),
  run: ({ owner }, { orderId }) => cancel(owner, orderId),
  ending: { status: 'CANCELLED', tickets: 0, paid: 0, refunded: 0 },
};

/** An order that was not paid in time, its tickets back on sale, and then `taken` of them bought by others. */
async function expired(hall: Hall, taken: boolean): Promise<Placed> {
  const ready = await placed(hall, PRICE, BY_CARD, 2);
  await hall.expireOrder(ready.orderId);
  if (taken) await hall.sellOut(ready.event);
  return ready;
}

const latePayment: Purchase<Placed> = {
  name: 'a payment that comes late, while there are tickets',
  prepare: hall => expired(hall, false),
  async run({ buyer }, { orderId, token }) {
    const { confirmPayment } = await buyer.ask(CONFIRM, { token });
    return { orderId, answers: { confirmPayment } };
  },
  ending: { status: 'CONFIRMED', tickets: 2, paid: 2 * PRICE, refunded: 0 },
};

const failedIssue: Purchase<Placed> = {
  name: 'a payment that comes too late',
  prepare: hall => expired(hall, true),
  async run({ buyer }, { orderId, token }) {
    const answer = await buyer.ask(CONFIRM, { token }).catch((error: unknown) => {
      if (error instanceof Refusal) return { refused: error.code };
      throw error;
    });
    return { orderId, answers: { answer } };
  },
  ending: { status: 'EXPIRED', tickets: 0, paid: 2 * PRICE, refunded: 2 * PRICE },
};

interface Exchangeable extends Placed {
  readonly ticketId: string;
}

/** A paid order of two tickets, one of which may become a dearer one (0) or a cheaper one (1). */
async function exchangeable(hall: Hall): Promise<Exchangeable> {
  const ready = await confirmed(hall, [PRICE + DIFFERENCE, PRICE - DIFFERENCE]);
  const { order: seen } = await hall
    .owner()
    .ask('query ($id: ID!) { order(id: $id) { tickets { id } } }', { id: ready.orderId });
  return { ...ready, ticketId: seen.tickets[0].id };
}

async function exchange(owner: PatientClient, { event, orderId, ticketId, key }: Exchangeable, to: 0 | 1) {
  const difference =
    to === 0 ? { expectedDifference: DIFFERENCE, settlement: 'ONLINE' } : { expectedDifference: -DIFFERENCE };
  const input = { orderId, ticketId, ticketTypeId: event.otherIds[to], ...difference, idempotencyKey: key };
  return (await owner.ask(CHANGE, { input })).changeTicketType as { readonly id: string };
}

const dearerTicket: Purchase<Exchangeable> = {
  name: 'an exchange for a dearer ticket, paid by card',
  prepare: exchangeable,
  async run({ buyer, owner }, ready) {
    const changeTicketType = await exchange(owner, ready, 0);
    await buyer.ask(CONFIRM, { token: ready.token });
    return { orderId: ready.orderId, answers: { changeTicketType } };
  },
  ending: { status: 'CONFIRMED', tickets: 2, paid: 2 * PRICE + DIFFERENCE, refunded: 0, changes: ['APPLIED'] },
};

const cheaperTicket: Purchase<Exchangeable> = {
  name: 'an exchange for a cheaper ticket, the difference refunded',
  prepare: exchangeable,
  async run({ owner }, ready) {
    const changeTicketType = await exchange(owner, ready, 1);
    return { orderId: ready.orderId, answers: { changeTicketType } };
  },
  ending: { status: 'PARTIALLY_REFUNDED', tickets: 2, paid: 2 * PRICE, refunded: DIFFERENCE, changes: ['APPLIED'] },
};

const exchangePaidTooLate: Purchase<Exchangeable & { readonly changeId: string }> = {
  name: 'an exchange that is called off and paid all the same',
  async prepare(hall) {
    const ready = await exchangeable(hall);
    return { ...ready, changeId: (await exchange(hall.owner(), ready, 0)).id };
  },
  async run({ buyer, owner }, { orderId, token, changeId }) {
    const { cancelOrderChange } = await owner.ask(CANCEL_CHANGE, { id: changeId });
    await buyer.ask(CONFIRM, { token });
    return { orderId, answers: { cancelOrderChange } };
  },
  ending: {
    ...{ status: 'PARTIALLY_REFUNDED', tickets: 2, paid: 2 * PRICE + DIFFERENCE, refunded: DIFFERENCE },
    changes: ['CANCELLED'],
  },
};

/** Every way through the saga that a request takes; what time alone does is in expiry.test.ts. */
export const PURCHASES: readonly Purchase[] = [
  free,
  card,
  transfer,
  partialRefund,
  fullRefund,
  cancellation,
  freeCancellation,
  latePayment,
  failedIssue,
  dearerTicket,
  cheaperTicket,
  exchangePaidTooLate,
] as readonly Purchase[];
