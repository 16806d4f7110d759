import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, hashSecret, NotFoundError, newId } from '@ticketbase/kernel';
import { idempotent, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { type Cart, CartEntity } from '../cart/cart.entity.ts';
import { requireOpen } from '../cart/cart.service.ts';
import { type CartPricing, promoTarget } from '../cart/cart-pricing.ts';
import type { RequestScope } from '../context.ts';
import { PaymentMethodRequiredError } from '../payment-method/payment-method.errors.ts';
import type { PaymentMethodService } from '../payment-method/payment-method.service.ts';
import { type Price, type PriceRules, priceItems } from '../pricing/price.ts';
import { type PromoCode, PromoCodeEntity } from '../promo-code/promo-code.entity.ts';
import { PromoCodeExhaustedError, PromoCodeUsedError } from '../promo-code/promo-code.errors.ts';
import { discountOf } from '../promo-code/promo-code.policy.ts';
import { requireValid } from '../promo-code/promo-code.service.ts';
import { takePromoCode } from '../promo-code/promo-code.usage.ts';
import { type CheckedAttendees, checkAttendees, requireSameItems } from './attendee-answers.ts';
import { CancelledEventEntity } from './cancelled-event.entity.ts';
import { type ChosenPayment, type Order, OrderEntity, OrderItemEntity } from './order.entity.ts';
import { EventCancelledForSaleError, PaymentNotStartedError } from './order.errors.ts';
import { type CheckoutInput, type CheckoutValues, checkoutInput } from './order.input.ts';
import type { OrderService } from './order.service.ts';
import type { CheckoutResult } from './order.type.ts';
import { takeOrderNumber } from './order-number.ts';
import { type OrderedItem, orderPayload } from './order-payload.ts';
import { NOT_STARTED } from './order-progress.ts';
import { toNextAction } from './order-type.ts';

const BY_TOKEN = { filters: { tenant: false }, disableIdentityMap: true } as const;

/** Turns carts into orders. */
export class CheckoutService {
  private readonly scope: RequestScope;
  private readonly pricing: CartPricing;
  private readonly paymentMethods: PaymentMethodService;
  private readonly orders: OrderService;

  constructor(scope: RequestScope, pricing: CartPricing, paymentMethods: PaymentMethodService, orders: OrderService) {
    this.scope = scope;
    this.pricing = pricing;
    this.paymentMethods = paymentMethods;
    this.orders = orders;
  }

  /**
   * Freezes the cart as an order in one transaction, then takes the order as far as it goes without the buyer: to its
   * started payment, or, if it costs nothing, to its tickets. A repetition goes on where the first stopped.
   * Throws BAD_USER_INPUT, NOT_FOUND, CART_…, PROMO_CODE_…, PAYMENT_METHOD_…, PAYMENT_NOT_STARTED, ORDER_BUSY.
   */
  async checkout(input: CheckoutInput): Promise<CheckoutResult> {
    const values = parseInput(checkoutInput, input);
    const cart = await this.scope.em.findOne(CartEntity, { tokenHash: hashSecret(values.cartToken) }, BY_TOKEN);
    if (!cart) throw new NotFoundError('The cart');
    const { organizationId } = cart;
    // Asked for outside of the transaction, which must not wait for a second connection, and not for a repetition.
    const isFirst = cart.status === 'OPEN';
    const payment = isFirst ? await this.choosePayment(cart, values) : null;
    if (isFirst) requireAttendeesOf(cart, values);
    const checked = isFirst ? await checkAttendees(this.scope, cart, values) : null;
    const rules = await this.pricing.rules(cart, null);
    const number = isFirst ? await takeOrderNumber(this.scope.em, organizationId, new Date()) : '';
    const { idempotencyKey, ...asked } = values;
    const orderId = await idempotent(
      this.scope.database.forkTenant(organizationId),
      { owner: cart.id, operation: 'checkout', key: idempotencyKey, input: asked },
      tx => this.place(tx, cart.id, values, checked, rules, payment, number),
    );
    const order = await this.scope.orderProgress.run(organizationId, orderId, this.scope);
    if (order.closedReason?.startsWith(NOT_STARTED)) {
      throw new PaymentNotStartedError(order.closedReason.slice(NOT_STARTED.length));
    }
    return {
      order: this.orders.show(order),
      orderToken: this.scope.tokens.tokenFor('order', order.id),
      nextAction: toNextAction(order),
    };
  }

  private async choosePayment(cart: Cart, values: CheckoutValues): Promise<ChosenPayment | null> {
    if (!values.paymentMethod) return null;
    const method = await this.paymentMethods.require(cart.organizationId, values.paymentMethod);
    const { id, pluginId, methodId, label, startAction, confirmAction, refundAction } = method;
    const returnUrl = values.returnUrl ?? this.scope.config.returnUrl;
    return { id, pluginId, methodId, label, startAction, confirmAction, refundAction, returnUrl };
  }

  /** Everything that the order is, from stored rows, in one transaction. */
  private async place(
    tx: EntityManager,
    cartId: string,
    values: CheckoutValues,
    checked: CheckedAttendees | null,
    standing: PriceRules,
    payment: ChosenPayment | null,
    number: string,
  ): Promise<string> {
    const cart = await tx.findOne(
      CartEntity,
      { id: cartId },
      { disableIdentityMap: true, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    requireOpen(cart);
    requireSameItems(cart, checked);
    if (await tx.findOne(CancelledEventEntity, { eventId: cart.eventId })) throw new EventCancelledForSaleError();
    const promoCode = await this.usePromoCode(tx, cart, values.buyer.email);
    const rules = { ...standing, discount: promoCode && discountOf(promoCode) };
    const price = priceItems(cart.items, rules);
    if (price.total > 0 && !payment) throw new PaymentMethodRequiredError();
    const order = this.newOrder(cart, values, checked, price, promoCode, rules.taxes.mode, payment, number);
    await tx.insert(OrderEntity, order);
    const names = new Map(cart.items.map(item => [item.ticketTypeId, item.name]));
    const items = price.lines.map(line => ({
      ...line,
      id: newId(),
      organizationId: cart.organizationId,
      orderId: order.id,
      name: names.get(line.ticketTypeId)!,
    }));
    await tx.insertMany(OrderItemEntity, items);
    await tx.nativeUpdate(CartEntity, { id: cart.id }, { status: 'CHECKED_OUT', orderId: order.id });
    if (price.total === 0) await this.recordPlaced(tx, order, items);
    return order.id;
  }

  /** Throws PROMO_CODE_INVALID, _EXPIRED, _EXHAUSTED and _USED: the buyer saw the lowered price. */
  private async usePromoCode(tx: EntityManager, cart: Cart, buyerEmail: string): Promise<PromoCode | null> {
    if (cart.promoCodeId == null) return null;
    const promoCode = await tx.findOneOrFail(PromoCodeEntity, { id: cart.promoCodeId }, { disableIdentityMap: true });
    requireValid(promoCode, promoTarget(cart));
    const { organizationId } = cart;
    const use = await takePromoCode(tx, { promoCodeId: promoCode.id, organizationId, buyerEmail });
    if (use === 'EXHAUSTED') throw new PromoCodeExhaustedError();
    if (use === 'EXHAUSTED_FOR_BUYER') throw new PromoCodeUsedError();
    return promoCode;
  }

  private newOrder(
    cart: Cart,
    { buyer, invoiceAddress }: CheckoutValues,
    { attendees }: CheckedAttendees,
    price: Price,
    promoCode: PromoCode | null,
    taxMode: Order['taxMode'],
    payment: ChosenPayment | null,
    number: string,
  ): Order {
    const { viewer, requestId, tokens, config } = this.scope;
    const id = newId();
    const createdAt = new Date();
    const free = price.total === 0;
    const { subtotal, discount, fees, absorbedFees, tax, total } = price;
    return {
      id,
      organizationId: cart.organizationId,
      eventId: cart.eventId,
      cartId: cart.id,
      number,
      tokenHash: tokens.hashFor('order', id),
      status: 'PENDING',
      step: free ? 'ISSUE_TICKETS' : 'START_PAYMENT',
      leasedUntil: null,
      retryAt: null,
      buyerName: buyer.name,
      buyerEmail: buyer.email,
      buyerUserId: viewer.userId ?? cart.buyerUserId,
      invoiceAddress: invoiceAddress ?? null,
      attendees: [...attendees],
      currency: cart.currency,
      subtotal,
      discount,
      fees,
      absorbedFees,
      tax,
      total,
      taxMode,
      promoCodeId: promoCode?.id ?? null,
      promoCode: promoCode?.code ?? null,
      promoUsed: promoCode !== null,
      payment: free ? null : payment,
      paymentReference: null,
      paymentInstructions: null,
      nextAction: null,
      closedReason: null,
      requestId,
      expiresAt: new Date(createdAt.getTime() + config.onlinePaymentMinutes * 60_000),
      confirmedAt: null,
      createdAt,
    };
  }

  private async recordPlaced(tx: EntityManager, order: Order, items: readonly OrderedItem[]): Promise<void> {
    const { viewer, requestId, tokens } = this.scope;
    const payload = {
      ...(await orderPayload(tx, order, tokens, items)),
      instructions: null,
      paymentReference: null,
    };
    await recordEvents(
      tx,
      domainEvent('order.placed', payload, { viewer, requestId, organizationId: order.organizationId }),
    );
  }
}

/** Throws BAD_USER_INPUT. */
function requireAttendeesOf(cart: Cart, { attendees }: CheckoutValues): void {
  const left = new Map(cart.items.map(item => [item.ticketTypeId, item.quantity]));
  for (const [index, { ticketTypeId }] of (attendees ?? []).entries()) {
    const quantity = left.get(ticketTypeId) ?? 0;
    if (quantity === 0) {
      const path = `input.attendees.${index}.ticketTypeId`;
      throw new BadUserInputError([{ path, message: 'The cart has no further ticket of this type.' }]);
    }
    left.set(ticketTypeId, quantity - 1);
  }
}
