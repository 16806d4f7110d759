import { newId } from '@ticketbase/kernel';
import { guest, type Shop, type Stall } from './shop.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it then asserts.
type Data = any;

const ORDER = `id status closedReason total { amount } paid { amount } refunded { amount } items { id quantity total { amount } }
  refunds { id status } changes { id status }`;
const CHANGE = 'id status difference { amount }';

/** Buys at a stall, and does what its owner does; throws what is refused, with its `code`. */
export class Buyer {
  private readonly shop: Shop;
  private readonly stall: Stall;

  constructor(shop: Shop, stall: Stall) {
    this.shop = shop;
    this.stall = stall;
  }

  get organizationId(): string {
    return this.stall.organizationId;
  }

  async createCart({
    type = 0,
    quantity = 1,
    promoCode,
    key,
  }: {
    type?: number;
    quantity?: number;
    promoCode?: string;
    key?: string;
  } = {}): Promise<{ token: string; id: string }> {
    const input = {
      eventId: this.stall.eventId,
      items: [{ ticketTypeId: this.stall.typeIds[type]!, quantity }],
      ...(promoCode ? { promoCode } : {}),
      idempotencyKey: key ?? newId(),
    };
    const { createCart } = await this.pay(
      'mutation ($input: CreateCartInput!) { createCart(input: $input) { id token } }',
      { input },
    );
    return createCart;
  }

  async updateCart(token: string, { type = 0, quantity }: { type?: number; quantity: number }): Promise<void> {
    const input = { items: [{ ticketTypeId: this.stall.typeIds[type]!, quantity }] };
    await this.pay(
      'mutation ($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }',
      { token, input },
    );
  }

  async applyPromoCode(token: string, code: string): Promise<void> {
    await this.pay('mutation ($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { id } }', {
      token,
      code,
    });
  }

  async releaseCart(token: string): Promise<void> {
    await this.pay('mutation ($token: String!) { releaseCart(token: $token) }', { token });
  }

  /** Gets in line for a type of ticket that is sold out. */
  async joinWaitlist(type: number, { quantity, acceptFewer }: { quantity: number; acceptFewer: boolean }) {
    const ticketTypeId = this.stall.typeIds[type]!;
    const input = { ticketTypeId, name: 'Eve', email: `${newId()}@example.org`, quantity, acceptFewer };
    const query = 'mutation ($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }';
    await this.shop.ask(this.shop.events, guest, query, { input });
  }

  /** What was offered so far to those who waited, as their mails have it. */
  async offers(): Promise<string[]> {
    const rows = await this.shop.sql.events<{ token: string }>(
      `select event->'payload'->>'waitlistToken' as token from outbox
        where event->>'name' = 'waitlist.offered' and event->'payload'->>'eventId' = ? order by position`,
      [this.stall.eventId],
    );
    return rows.map(({ token }) => token);
  }

  /** A cart of what was offered. */
  async takeOffer(token: string): Promise<{ token: string; id: string }> {
    const query = 'mutation ($token: String!) { acceptWaitlistOffer(token: $token) { id token } }';
    return (await this.pay(query, { token })).acceptWaitlistOffer;
  }

  async leaveWaitlist(token: string): Promise<void> {
    const query = 'mutation ($token: String!) { leaveWaitlist(token: $token) }';
    await this.shop.ask(this.shop.events, guest, query, { token });
  }

  /** Lets the time of all offers run out that nobody took. */
  async letOffersLapse(): Promise<void> {
    await this.shop.sql.events(
      `with lapsed as (
         update waitlist_entry set offer_expires_at = now() - interval '1 second'
          where event_id = ? and status = 'OFFERED' returning hold_id)
       update hold set expires_at = now() - interval '1 second' from lapsed where hold.id = lapsed.hold_id`,
      [this.stall.eventId],
    );
  }

  /** The order, and the token that opens it. */
  async checkout(cartToken: string, { method, key = newId() }: { method?: string; key?: string } = {}): Promise<Data> {
    const input = {
      cartToken,
      buyer: { name: 'Ada', email: 'ada@example.com' },
      paymentMethod: method ?? null,
      idempotencyKey: key,
    };
    const { checkout } = await this.pay(
      `mutation ($input: CheckoutInput!) { checkout(input: $input) { orderToken order { ${ORDER} } } }`,
      { input },
    );
    return { ...checkout.order, token: checkout.orderToken };
  }

  /** A confirmed order: pays by card at the provider, or by hand, or nothing. */
  async buy({
    type,
    quantity,
    method,
    promoCode,
  }: {
    type?: number;
    quantity?: number;
    method?: string;
    promoCode?: string;
  }): Promise<Data> {
    const order = await this.checkout((await this.createCart({ type, quantity, promoCode })).token, { method });
    if (order.total.amount === 0) return order;
    if (method === 'transfer:bank') return this.recordPayment(order.id);
    this.shop.provider.charge(order.id, order.total.amount);
    return this.confirm(order.token);
  }

  /** What a provider's webhook, or the buyer's return, comes down to. */
  async confirm(token: string): Promise<Data> {
    return (await this.pay(`mutation ($token: String!) { confirmPayment(orderToken: $token) { ${ORDER} } }`, { token }))
      .confirmPayment;
  }

  async recordPayment(id: string, key = newId()): Promise<Data> {
    const query = `mutation ($id: ID!, $key: String!) { recordManualPayment(orderId: $id, idempotencyKey: $key) { ${ORDER} } }`;
    return (await this.manage(query, { id, key })).recordManualPayment;
  }

  async refund(input: Data): Promise<Data> {
    const query = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { ${ORDER} } }`;
    return (await this.manage(query, { input })).refundOrder;
  }

  async cancel(id: string): Promise<Data> {
    return (await this.manage(`mutation ($id: ID!) { cancelOrder(id: $id) { ${ORDER} } }`, { id })).cancelOrder;
  }

  async order(id: string): Promise<Data> {
    return (await this.manage(`query ($id: ID!) { order(id: $id) { ${ORDER} } }`, { id })).order;
  }

  /** Exchanges a ticket for one of another type; what is dearer is paid as `settlement` says. */
  async exchange(
    { orderId, ticketId }: { orderId: string; ticketId: string },
    type: number,
    settlement: 'ONLINE' | 'MANUAL' = 'MANUAL',
  ): Promise<Data> {
    const asked = { orderId, ticketId, ticketTypeId: this.stall.typeIds[type]! };
    const { orderChangeQuote } = await this.manage(
      'query ($input: TicketTypeChangeInput!) { orderChangeQuote(input: $input) { difference { amount } } }',
      { input: asked },
    );
    const input = {
      ...asked,
      expectedDifference: orderChangeQuote.difference.amount,
      ...(orderChangeQuote.difference.amount > 0 ? { settlement } : {}),
      idempotencyKey: newId(),
    };
    const query = `mutation ($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { ${CHANGE} } }`;
    return (await this.manage(query, { input })).changeTicketType;
  }

  async recordExchangePayment(id: string): Promise<Data> {
    const query = `mutation ($id: ID!, $key: String!) { recordOrderChangePayment(id: $id, idempotencyKey: $key) { ${CHANGE} } }`;
    return (await this.manage(query, { id, key: newId() })).recordOrderChangePayment;
  }

  async cancelExchange(id: string): Promise<Data> {
    const query = `mutation ($id: ID!) { cancelOrderChange(id: $id) { ${CHANGE} } }`;
    return (await this.manage(query, { id })).cancelOrderChange;
  }

  async createPromoCode({ maxUses }: { maxUses: number }): Promise<string> {
    const code = `P${newId().replaceAll('-', '').slice(-20)}`.toUpperCase();
    const input = { code, kind: 'PERCENTAGE', basisPoints: 1_000, maxUses };
    await this.manage('mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }', { input });
    return code;
  }

  /** Good tickets of an order: id and code. */
  ticketsOf(orderId: string): Promise<Array<{ id: string; code: string; status: string; typeId: string }>> {
    return this.shop.sql.events(
      'select id, code, status, ticket_type_id as "typeId" from ticket where order_id = ? order by id',
      [orderId],
    );
  }

  async checkIn(code: string): Promise<void> {
    const query = 'mutation ($code: String!) { checkIn(code: $code) { ticket { id } } }';
    await this.shop.ask(this.shop.events, this.stall.owner, query, { code });
  }

  async undoCheckIn(code: string): Promise<void> {
    const query = 'mutation ($code: String!) { undoCheckIn(code: $code) { id } }';
    await this.shop.ask(this.shop.events, this.stall.owner, query, { code });
  }

  /** Lets the time of a cart or order run out. */
  async letPass(table: 'orders' | 'cart' | 'order_change', id: string): Promise<void> {
    await this.shop.sql.payments(`update ${table} set expires_at = now() - interval '1 second' where id = ?`, [id]);
  }

  private pay(query: string, variables: Record<string, unknown>): Promise<Data> {
    return this.shop.ask(this.shop.payments, guest, query, variables);
  }

  private manage(query: string, variables: Record<string, unknown>): Promise<Data> {
    return this.shop.ask(this.shop.payments, this.stall.owner, query, variables);
  }
}
