import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, NotFoundError, newId } from '@ticketbase/kernel';
import { idempotent, parseInput } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { CartPricing } from '../cart/cart-pricing.ts';
import type { RequestScope } from '../context.ts';
import { lockOrder } from '../order/lock-order.ts';
import {
  type ChosenPayment,
  type Order,
  OrderEntity,
  type OrderTicket,
  OrderTicketEntity,
} from '../order/order.entity.ts';
import { PaymentNotStartedError } from '../order/order.errors.ts';
import { PaymentMethodRequiredError } from '../payment-method/payment-method.errors.ts';
import type { PaymentMethodService } from '../payment-method/payment-method.service.ts';
import { requireFittingAmounts } from '../pricing/limits.ts';
import type { TicketShare } from '../pricing/ticket-share.ts';
import { PromoCodeEntity } from '../promo-code/promo-code.entity.ts';
import { ChangePayment } from './change-payment.ts';
import { exchangePrice } from './exchange-price.ts';
import { type OrderChange, OrderChangeEntity } from './order-change.entity.ts';
import {
  DifferenceChangedError,
  ExchangeRefusedError,
  OrderChangeNotPendingError,
  SettlementRequiredError,
  TicketNotExchangeableError,
} from './order-change.errors.ts';
import {
  type ChangeTicketTypeInput,
  changeTicketTypeInput,
  recordChangePaymentInput,
  type TicketTypeChangeInput,
  ticketTypeChangeInput,
} from './order-change.input.ts';
import type { OrderChangeQuoteType, OrderChangeType } from './order-change.type.ts';
import { toChangeType } from './order-change-type.ts';
import { requireNoPendingChange } from './pending-change.ts';
import { requireNoPendingRefund } from './pending-refund.ts';

type Asked = ReturnType<typeof ticketTypeChangeInput.parse>;
type Values = Omit<ReturnType<typeof changeTicketTypeInput.parse>, 'idempotencyKey'>;

/** What a change would make of a ticket, from stored rows. */
interface Quote {
  readonly order: Order;
  readonly ticket: OrderTicket;
  readonly to: { readonly ticketTypeId: string; readonly name: string };
  readonly after: TicketShare;
  readonly difference: number;
}

/** Makes tickets of confirmed orders other types’, for what that costs. */
export class OrderChangeService {
  private readonly scope: RequestScope;
  private readonly pricing: CartPricing;
  private readonly paymentMethods: PaymentMethodService;
  private readonly byOrder = new DataLoader<string, OrderChange[]>(ids => this.loadMany(ids), { cache: false });

  constructor(scope: RequestScope, pricing: CartPricing, paymentMethods: PaymentMethodService) {
    this.scope = scope;
    this.pricing = pricing;
    this.paymentMethods = paymentMethods;
  }

  /** Throws BAD_USER_INPUT, NOT_FOUND and TICKET_NOT_EXCHANGEABLE. */
  async quote(input: TicketTypeChangeInput): Promise<OrderChangeQuoteType> {
    const organizationId = this.scope.viewer.require('orders:write');
    const { order, ticket, to, after, difference } = await this.price(
      organizationId,
      parseInput(ticketTypeChangeInput, input),
    );
    const money = (amount: number) => ({ amount, currency: order.currency });
    return {
      fromTicketType: { id: ticket.ticketTypeId },
      toTicketType: { id: to.ticketTypeId },
      before: money(ticket.total),
      after: money(after.total),
      difference: money(difference),
    };
  }

  /**
   * Asks for the change and takes it as far as it goes: to its end, or to the payment of the difference.
   * Throws what `quote` throws, DIFFERENCE_CHANGED, SETTLEMENT_REQUIRED, PAYMENT_METHOD_…, ORDER_CHANGE_PENDING,
   * EXCHANGE_REFUSED, PAYMENT_NOT_STARTED and ORDER_BUSY.
   */
  async change(input: ChangeTicketTypeInput): Promise<OrderChangeType> {
    const organizationId = this.scope.viewer.require('orders:write');
    const { idempotencyKey, ...values } = parseInput(changeTicketTypeInput, input);
    const em = this.scope.database.forkTenant(organizationId);
    const call = { owner: organizationId, operation: 'changeTicketType', key: idempotencyKey, input: values };
    // Asked for outside of the transaction, which must not wait for other subgraphs; what it depends on is locked and
    // compared inside. A repetition finds the change and needs none of it.
    const prepared = await this.prepare(em, values).catch(error => ({ error }));
    const changeId = await idempotent(em, call, tx => this.insert(tx, values, prepared));
    await this.scope.changeProgress.run(organizationId, changeId, this.scope);
    const change = await this.find(em, changeId);
    if (change.status === 'FAILED') {
      const reason = change.closedReason ?? 'ACTION_FAILED';
      throw change.payment && change.paymentReference == null && !change.paid
        ? new PaymentNotStartedError(reason)
        : new ExchangeRefusedError(reason);
    }
    return toChangeType(change);
  }

  /** Throws NOT_FOUND and ORDER_CHANGE_NOT_PENDING. */
  async cancel(changeId: string): Promise<OrderChangeType> {
    const organizationId = this.scope.viewer.require('orders:write');
    const em = this.scope.database.forkTenant(organizationId);
    const change = await this.find(em, changeId);
    const ended = await em.transactional(tx =>
      this.scope.changeProgress.end(tx, change, 'CANCELLED', this.scope, null),
    );
    if (!ended && change.status !== 'CANCELLED') throw new OrderChangeNotPendingError(change.status);
    await this.scope.changeProgress.run(organizationId, changeId, this.scope);
    return toChangeType(await this.find(em, changeId));
  }

  /** Throws BAD_USER_INPUT, NOT_FOUND, ORDER_CHANGE_NOT_PENDING, EXCHANGE_REFUSED and ORDER_BUSY. */
  async recordPayment(input: {
    changeId: string;
    note: string | null;
    idempotencyKey: string;
  }): Promise<OrderChangeType> {
    const organizationId = this.scope.viewer.require('orders:write');
    const { changeId, note, idempotencyKey } = parseInput(recordChangePaymentInput, input);
    const em = this.scope.database.forkTenant(organizationId);
    await this.find(em, changeId);
    const call = {
      owner: organizationId,
      operation: 'recordChangePayment',
      key: idempotencyKey,
      input: { changeId, note },
    };
    await idempotent(em, call, async tx => {
      const change = await this.find(tx, changeId);
      const isAwaited = change.status === 'PENDING' && change.step === 'AWAIT_PAYMENT';
      if (!isAwaited) throw new OrderChangeNotPendingError(change.status);
      const details = { reference: change.paymentReference ?? null, note: note ?? null };
      await new ChangePayment(this.scope).record(tx, changeId, details, this.scope);
      return changeId;
    });
    await this.scope.changeProgress.run(organizationId, changeId, this.scope);
    const change = await this.find(em, changeId);
    if (change.status === 'FAILED') throw new ExchangeRefusedError(change.closedReason ?? '');
    return toChangeType(change);
  }

  /** For whoever reached the order, oldest first. */
  async changesOf(orderId: string): Promise<OrderChangeType[]> {
    return (await this.byOrder.load(orderId)).map(toChangeType);
  }

  private async prepare(em: EntityManager, values: Values): Promise<{ quote: Quote; payment: ChosenPayment | null }> {
    const quote = await this.price(this.scope.viewer.requireOrganization(), values, em);
    const isOnline = quote.difference > 0 && values.settlement === 'ONLINE';
    return { quote, payment: isOnline ? await this.choosePayment(quote.order, values.paymentMethod) : null };
  }

  private async choosePayment(order: Order, paymentMethod: string | null | undefined): Promise<ChosenPayment> {
    const wanted = paymentMethod ?? order.payment?.id;
    if (!wanted) throw new PaymentMethodRequiredError();
    const method = await this.paymentMethods.require(order.organizationId, wanted);
    const { id, pluginId, methodId, label, startAction, confirmAction, refundAction } = method;
    const returnUrl = order.payment?.returnUrl ?? this.scope.config.returnUrl;
    return { id, pluginId, methodId, label, startAction, confirmAction, refundAction, returnUrl };
  }

  private async price(
    organizationId: string,
    { orderId, ticketId, ticketTypeId }: Asked,
    em: EntityManager = this.scope.em,
  ): Promise<Quote> {
    const order = await em.findOne(OrderEntity, { id: orderId, organizationId }, { disableIdentityMap: true });
    if (!order) throw new NotFoundError('The order');
    const ticket = await em.findOne(OrderTicketEntity, { ticketId, orderId }, { disableIdentityMap: true });
    if (!ticket) throw new NotFoundError('The ticket');
    requireExchangeable(order, ticket, ticketTypeId);
    const context = { organizationId, requestId: this.scope.requestId };
    // Asked anew: a quote is what the ticket costs now.
    const facts = await this.scope.commands.saleFacts(order.eventId, context);
    const type = facts.ticketTypes.find(candidate => candidate.id === ticketTypeId);
    if (!type) throw new NotFoundError('The ticket type');
    if (type.unitPrice.currency !== order.currency) throw new TicketNotExchangeableError('OTHER_CURRENCY');
    const to = { ticketTypeId, unitPrice: type.unitPrice.amount };
    const { eventId } = order;
    const rules = await this.pricing.rules({ organizationId, eventId, items: [to] }, null);
    requireFittingAmounts([{ ...to, quantity: 1 }, ...otherPrice(order)], rules);
    const promoCode =
      order.promoCodeId == null
        ? null
        : await em.findOne(PromoCodeEntity, { id: order.promoCodeId }, { disableIdentityMap: true });
    const after = exchangePrice(to, ticket, rules, order, promoCode);
    return { order, ticket, to: { ticketTypeId, name: type.name }, after, difference: after.total - ticket.total };
  }

  /** With the order's row locked: what was quoted must still be so. */
  private async insert(
    tx: EntityManager,
    values: Values,
    prepared: { quote: Quote; payment: ChosenPayment | null } | { error: unknown },
  ): Promise<string> {
    if ('error' in prepared) throw prepared.error;
    const { quote, payment } = prepared;
    const { ticket: seen, to, after, difference } = quote;
    const order = await lockOrder(tx, values.orderId);
    await requireNoPendingChange(tx, order);
    await requireNoPendingRefund(tx, order);
    const where = { ticketId: values.ticketId };
    const ticket = await tx.findOneOrFail(OrderTicketEntity, where, { disableIdentityMap: true });
    requireExchangeable(order, ticket, values.ticketTypeId);
    if (ticket.total !== seen.total || difference !== values.expectedDifference) {
      throw new DifferenceChangedError(after.total - ticket.total);
    }
    if (difference > 0 && !values.settlement) throw new SettlementRequiredError(difference);
    const number = 1 + (await tx.count(OrderChangeEntity, { orderId: order.id }));
    const change = this.newChange({ order, ticket, to, after, difference }, values, payment, number);
    await tx.insert(OrderChangeEntity, change);
    return change.id;
  }

  private newChange(quote: Quote, values: Values, payment: ChosenPayment | null, number: number): OrderChange {
    const { order, ticket, to, after, difference } = quote;
    const { config, requestId, viewer } = this.scope;
    const { subtotal, discount, fees, absorbedFees, tax, taxes, total } = ticket;
    const settlement = difference > 0 ? values.settlement! : 'NONE';
    const createdAt = new Date();
    const lifetime = payment?.confirmAction
      ? config.onlinePaymentMinutes * 60_000
      : config.manualPaymentHours * 3_600_000;
    return {
      ...{ id: newId(), organizationId: order.organizationId, orderId: order.id, ticketId: ticket.ticketId, number },
      ...{ fromTicketTypeId: ticket.ticketTypeId, fromName: ticket.ticketTypeName },
      ...{ toTicketTypeId: to.ticketTypeId, toName: to.name },
      before: { subtotal, discount, fees, absorbedFees, tax, taxes, total },
      ...{ after, difference, currency: order.currency, settlement },
      ...{ status: 'PENDING', step: settlement === 'ONLINE' ? 'HOLD' : 'EXCHANGE', leasedUntil: null, retryAt: null },
      ...{ paid: false, note: values.note || null, payment, paymentReference: null, paymentInstructions: null },
      ...{ nextAction: null, closedReason: null, actor: viewer.actor, requestId },
      ...{ expiresAt: new Date(createdAt.getTime() + lifetime), createdAt, completedAt: null },
    };
  }

  /** Throws NOT_FOUND. */
  private async find(em: EntityManager, id: string): Promise<OrderChange> {
    const change = isId(id) ? await em.findOne(OrderChangeEntity, { id }, { disableIdentityMap: true }) : null;
    if (!change) throw new NotFoundError('The change');
    return change;
  }

  private async loadMany(orderIds: readonly string[]): Promise<OrderChange[][]> {
    const rows = await this.scope.em.find(
      OrderChangeEntity,
      { orderId: { $in: [...orderIds] } },
      { filters: { tenant: false }, orderBy: { id: 'asc' }, disableIdentityMap: true },
    );
    return orderIds.map(id => rows.filter(row => row.orderId === id));
  }
}

/** Throws TICKET_NOT_EXCHANGEABLE. */
function requireExchangeable(order: Order, ticket: OrderTicket, ticketTypeId: string): void {
  const confirmed = order.status === 'CONFIRMED' || order.status === 'PARTIALLY_REFUNDED';
  if (!confirmed) throw new TicketNotExchangeableError('ORDER_NOT_CONFIRMED');
  if (ticket.refundId != null) throw new TicketNotExchangeableError('TICKET_GIVEN_BACK');
  if (ticket.ticketTypeId === ticketTypeId) throw new TicketNotExchangeableError('SAME_TYPE');
}

/** What the order costs already, so that with the new ticket it still fits. */
const otherPrice = ({ id, total }: Order) => [{ ticketTypeId: id, quantity: 1, unitPrice: total }];
