import type fc from 'fast-check';
import { expect } from 'vitest';
import { Buyer } from './buyer.ts';
import type { Shop, Stall } from './shop.ts';

/** What is known of an order without asking for it. */
interface KnownOrder {
  readonly id: string;
  readonly token: string;
  readonly total: number;
  readonly itemId: string;
  readonly method: string | null;
}

/** What a sequence has made so far; commands choose among it by number. */
export interface Model {
  readonly carts: Array<{ token: string; id: string }>;
  readonly orders: KnownOrder[];
  readonly promoCodes: string[];
  /** Exchanges of tickets whose difference is to be paid by card. */
  readonly exchanges: Array<{ id: string; orderId: string; token: string; difference: number }>;
}

/** The shop that is tested, and whoever buys in it. */
export interface Real {
  readonly shop: Shop;
  readonly stall: Stall;
  readonly buyer: Buyer;
  /** How often each kind of command was done, and how often it was refused by which code. */
  readonly tally: Map<string, number>;
}

export const newModel = (): Model => ({ carts: [], orders: [], promoCodes: [], exchanges: [] });
export const realOf = (shop: Shop, stall: Stall, tally: Map<string, number>): Real => ({
  ...{ shop, stall, tally },
  buyer: new Buyer(shop, stall),
});

/** False if there was nothing to do it with. */
type Work = (model: Model, real: Real) => Promise<unknown>;

/** What may be refused in any state: which of these it is depends on the sequence, and the invariants do not. */
const REFUSALS = new Set([
  ...['INSUFFICIENT_TICKETS', 'CART_EXPIRED', 'CART_CHECKED_OUT', 'NOT_FOUND', 'BAD_USER_INPUT', 'ORDER_BUSY'],
  ...['PROMO_CODE_EXHAUSTED', 'PROMO_CODE_INVALID', 'PROMO_CODE_EXPIRED', 'PAYMENT_METHOD_REQUIRED'],
  ...['PAYMENT_NOT_STARTED', 'ORDER_NOT_PAYABLE', 'ORDER_EXPIRED_NO_STOCK', 'ORDER_NOT_REFUNDABLE'],
  ...['REFUND_EXCEEDS_PAID', 'REFUND_FAILED', 'ORDER_NOT_CANCELLABLE', 'TICKET_ALREADY_USED', 'TICKET_NOT_VALID'],
  ...[
    'TICKET_ALREADY_CHECKED_IN',
    'TICKET_CANCELLED',
    'TICKET_REFUNDED',
    'NOT_CHECKED_IN',
    'TICKET_NOT_USED',
    'QUANTITY_NOT_ALLOWED',
  ],
  ...['ORDER_CHANGE_PENDING', 'TICKET_NOT_EXCHANGEABLE', 'DIFFERENCE_CHANGED', 'EXCHANGE_REFUSED'],
  ...['ORDER_CHANGE_NOT_PENDING', 'SETTLEMENT_REQUIRED', 'PAYMENT_MISMATCH'],
  ...['TICKETS_AVAILABLE', 'WAITLIST_OFFER_OVER', 'WAITLIST_OFFER_EXCEEDED'],
]);

/** One thing that somebody does. A refusal is as good as a success; a fault is neither. */
export class Command implements fc.AsyncCommand<Model, Real> {
  private readonly name: string;
  private readonly needs: keyof Model | null;
  private readonly work: Work;

  constructor(name: string, needs: keyof Model | null, work: Work) {
    this.name = name;
    this.needs = needs;
    this.work = work;
  }

  check(model: Readonly<Model>): boolean {
    return this.needs === null || model[this.needs].length > 0;
  }

  async run(model: Model, real: Real): Promise<void> {
    const kind = this.name.split('(')[0]!;
    const count = (what: string) => real.tally.set(what, (real.tally.get(what) ?? 0) + 1);
    try {
      const done = await this.work(model, real);
      count(done === false ? `${kind}: nothing to do it with` : kind);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === undefined || !REFUSALS.has(code)) throw error;
      count(`${kind}: ${code}`);
    }
  }

  toString(): string {
    return this.name;
  }
}

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length]!;

export const createCart = (type: number, quantity: number, promo: number) =>
  new Command(`cart(type ${type}, ${quantity}, promo ${promo})`, null, async (model, { buyer, stall }) => {
    const promoCode = promo > 0 && model.promoCodes.length > 0 ? pick(model.promoCodes, promo) : undefined;
    model.carts.push(await buyer.createCart({ type: type % stall.typeIds.length, quantity, promoCode }));
  });

export const updateCart = (cart: number, type: number, quantity: number) =>
  new Command(`update(cart ${cart}, type ${type}, ${quantity})`, 'carts', (model, { buyer, stall }) =>
    buyer.updateCart(pick(model.carts, cart).token, { type: type % stall.typeIds.length, quantity }),
  );

export const applyPromoCode = (cart: number, promo: number) =>
  new Command(`promo(cart ${cart}, ${promo})`, 'carts', async (model, { buyer }) => {
    if (model.promoCodes.length === 0) return false;
    return buyer.applyPromoCode(pick(model.carts, cart).token, pick(model.promoCodes, promo));
  });

export const releaseCart = (cart: number) =>
  new Command(`release(cart ${cart})`, 'carts', (model, { buyer }) => buyer.releaseCart(pick(model.carts, cart).token));

export const createPromoCode = (maxUses: number) =>
  new Command(`promo code(${maxUses} uses)`, null, async (model, { buyer }) => {
    model.promoCodes.push(await buyer.createPromoCode({ maxUses }));
  });

export const checkout = (cart: number, method: number) =>
  new Command(`checkout(cart ${cart}, method ${method})`, 'carts', async (model, { buyer }) => {
    const methods = ['cards:card', 'transfer:bank'];
    const chosen = pick(methods, method);
    const { token } = pick(model.carts, cart);
    const order = await buyer.checkout(token, { method: chosen });
    model.orders.push({
      ...{ id: order.id, token: order.token, total: order.total.amount, itemId: order.items[0].id },
      method: order.total.amount === 0 ? null : chosen,
    });
  });

/** The buyer pays at the provider, which calls back a number of times at once; or the organizer sees the transfer. */
export const pay = (order: number, callbacks: number) =>
  new Command(`pay(order ${order}, ${callbacks} callbacks)`, 'orders', async (model, { buyer, shop }) => {
    const { id, token, total, method } = pick(model.orders, order);
    if (method === 'transfer:bank') {
      await buyer.recordPayment(id);
    } else if (method !== null) {
      if (!shop.provider.charges.has(id)) shop.provider.charge(id, total);
      await settle(Array.from({ length: callbacks }, () => buyer.confirm(token)));
    }
  });

/** A callback for something that may never have been paid. */
export const callBack = (order: number, times: number) =>
  new Command(`callback(order ${order}, ${times} times)`, 'orders', async (model, { buyer }) => {
    const { token } = pick(model.orders, order);
    await settle(Array.from({ length: times }, () => buyer.confirm(token)));
  });

export const refund = (order: number, tickets: number, answer: 'REFUNDED' | 'PENDING' | 'FAILED') =>
  new Command(`refund(order ${order}, ${tickets} tickets, ${answer})`, 'orders', async (model, { buyer, shop }) => {
    const { id, itemId } = pick(model.orders, order);
    shop.provider.refundAnswers.splice(0, 1, answer);
    const items = tickets === 0 ? {} : { items: [{ orderItemId: itemId, quantity: tickets }] };
    await settle([buyer.refund({ orderId: id, ...items }), buyer.refund({ orderId: id, ...items })]);
  });

export const cancel = (order: number) =>
  new Command(`cancel(order ${order})`, 'orders', (model, { buyer }) => buyer.cancel(pick(model.orders, order).id));

/** Time passes for one cart or order, and everyone looks for what has expired, two of them at once. */
export const expire = (what: 'carts' | 'orders', index: number) =>
  new Command(`expire(${what} ${index})`, what, async (model, { buyer, shop }) => {
    if (what === 'carts') await buyer.letPass('cart', pick(model.carts, index).id);
    else await buyer.letPass('orders', pick(model.orders, index).id);
    await Promise.all([shop.sweep(), shop.sweep()]);
  });

/** Whatever was left for later is due now. */
export const passTime = () =>
  new Command('time passes', null, async (_, { shop, stall }) => {
    for (const table of ['orders', 'refund'])
      await shop.sql.payments(`update ${table} set retry_at = null where organization_id = ?`, [stall.organizationId]);
    await shop.sweep();
  });

export const checkIn = (order: number, ticket: number, devices: number) =>
  new Command(`check in(order ${order}, ticket ${ticket}, ${devices} devices)`, 'orders', async (model, { buyer }) => {
    const tickets = await buyer.ticketsOf(pick(model.orders, order).id);
    if (tickets.length === 0) return false;
    const { code } = pick(tickets, ticket);
    const results = await Promise.allSettled(Array.from({ length: devices }, () => buyer.checkIn(code)));
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    return true;
  });

export const undoCheckIn = (order: number, ticket: number) =>
  new Command(`undo(order ${order}, ticket ${ticket})`, 'orders', async (model, { buyer }) => {
    const tickets = await buyer.ticketsOf(pick(model.orders, order).id);
    return tickets.length > 0 && buyer.undoCheckIn(pick(tickets, ticket).code);
  });

/** A good ticket becomes one of another type; the difference is paid as the order was. */
export const exchange = (order: number, ticket: number) =>
  new Command(`exchange(order ${order}, ticket ${ticket})`, 'orders', async (model, { buyer, shop, stall }) => {
    const { id, token, method } = pick(model.orders, order);
    const tickets = await buyer.ticketsOf(id);
    if (tickets.length === 0) return false;
    const chosen = pick(tickets, ticket);
    shop.provider.refundAnswers.length = 0;
    const to = (stall.typeIds.indexOf(chosen.typeId) + 2) % stall.typeIds.length;
    const settlement = method === 'cards:card' ? 'ONLINE' : 'MANUAL';
    const made = await buyer.exchange({ orderId: id, ticketId: chosen.id }, to, settlement);
    if (made.status === 'PENDING')
      model.exchanges.push({ ...{ id: made.id, orderId: id, token }, difference: made.difference.amount });
    return true;
  });

/** The buyer pays the difference at the provider, which calls back a number of times at once; maybe too late. */
export const payExchange = (index: number, callbacks: number) =>
  new Command(`pay exchange(${index}, ${callbacks} callbacks)`, 'exchanges', async (model, { buyer, shop }) => {
    const { id, token, difference } = pick(model.exchanges, index);
    shop.provider.refundAnswers.length = 0;
    if (!shop.provider.charges.has(id)) shop.provider.charge(id, difference);
    await settle(Array.from({ length: callbacks }, () => buyer.confirm(token)));
  });

export const cancelExchange = (index: number) =>
  new Command(`cancel exchange(${index})`, 'exchanges', async (model, { buyer }) => {
    await buyer.cancelExchange(pick(model.exchanges, index).id);
  });

/** Someone takes all that is left of a type into carts, and someone else gets in line for it. */
export const joinWaitlist = (type: number, quantity: number, acceptFewer: boolean) =>
  new Command(`join(type ${type}, ${quantity}, fewer ${acceptFewer})`, null, async (model, { buyer, stall }) => {
    const wanted = type % stall.typeIds.length;
    for (let left = true; left; ) {
      const cart = await buyer.createCart({ type: wanted }).catch(error => error as { code?: string });
      if ('token' in cart) model.carts.push(cart);
      else if (cart.code === 'INSUFFICIENT_TICKETS') left = false;
      else throw cart;
    }
    await buyer.joinWaitlist(wanted, { quantity, acceptFewer });
  });

/** Someone follows the link in one of the mails with offers, twice at once. */
export const takeOffer = (index: number) =>
  new Command(`take offer(${index})`, null, async (model, { buyer }) => {
    const offers = await buyer.offers();
    if (offers.length === 0) return false;
    const token = pick(offers, index);
    const [cart, again] = await Promise.all([buyer.takeOffer(token), buyer.takeOffer(token)]);
    expect(again).toEqual(cart);
    if (!model.carts.some(({ id }) => id === cart.id)) model.carts.push(cart);
    return true;
  });

export const leaveWaitlist = (index: number) =>
  new Command(`leave(offer ${index})`, null, async (_, { buyer }) => {
    const offers = await buyer.offers();
    return offers.length > 0 && buyer.leaveWaitlist(pick(offers, index));
  });

/** Nobody takes what is offered at the moment: it goes to the next in line. */
export const lapseOffers = () =>
  new Command('lapse', null, async (_, { buyer, shop }) => {
    await buyer.letOffersLapse();
    await Promise.all([shop.sweep(), shop.sweep()]);
  });

/** A provider takes another amount than is due, and says so. */
export const payWrongly = (order: number) =>
  new Command(`pay wrongly(order ${order})`, 'orders', async (model, { buyer, shop }) => {
    const { id, token, total, method } = pick(model.orders, order);
    if (method !== 'cards:card' || shop.provider.charges.has(id)) return false;
    shop.provider.charges.set(id, total - 1);
    try {
      await buyer.confirm(token);
      throw new Error('What was paid is not what was due, and was taken for it.');
    } finally {
      shop.provider.charges.delete(id);
    }
  });

/** All of them end; the first fault, if one is none of the refusals, is thrown. */
async function settle(work: ReadonlyArray<Promise<unknown>>): Promise<void> {
  for (const result of await Promise.allSettled(work)) {
    if (result.status === 'rejected' && !REFUSALS.has((result.reason as { code?: string }).code ?? ''))
      throw result.reason;
  }
}
