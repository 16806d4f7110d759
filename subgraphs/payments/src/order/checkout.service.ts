import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { BadUserInputError, type DomainEvent, domainEvent, NotFoundError, newId } from '@ticketbase/kernel';
import {
  idempotent,
  inputHashOf,
  isUniqueViolation,
  parseInput,
  type SendStatement,
  sendIn,
} from '@ticketbase/subgraph-kit';
import { type Cart, CartEntity } from '../cart/cart.entity.ts';
import { CartExpiredError } from '../cart/cart.errors.ts';
import { requireOpen } from '../cart/cart.service.ts';
import { type CartPricing, promoTarget } from '../cart/cart-pricing.ts';
import { findCart } from '../cart/find-cart.ts';
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
import type { ChosenPayment, Order } from './order.entity.ts';
import { EventCancelledForSaleError, PaymentNotStartedError } from './order.errors.ts';
import { type CheckoutInput, type CheckoutValues, checkoutInput } from './order.input.ts';
import type { OrderService } from './order.service.ts';
import type { CheckoutResult } from './order.type.ts';
import { payloadOf } from './order-payload.ts';
import { NOT_STARTED } from './order-progress.ts';
import type { OrderInHand } from './order-rows.ts';
import { toNextAction } from './order-type.ts';
import { placeOrder } from './place-order.ts';

/** What an order is made from beside its cart. */
interface OrderPlan {
  readonly values: CheckoutValues;
  /** Null for a cart that was not open when it was looked at. */
  readonly checked: CheckedAttendees | null;
  readonly rules: PriceRules;
  readonly payment: ChosenPayment | null;
  readonly number: string;
}

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
    const cart = await findCart(this.scope.database.driver, values.cartToken);
    if (!cart) throw new NotFoundError('The cart');
    const { organizationId } = cart;
    // Asked for outside of the transaction, which must not wait for a second connection, and not for a repetition.
    const isFirst = cart.status === 'OPEN';
    const payment = isFirst ? await this.choosePayment(cart, values) : null;
    if (isFirst) requireAttendeesOf(cart, values);
    const checked = isFirst ? await checkAttendees(this.scope, cart, values) : null;
    const rules = await this.pricing.rules(cart, null);
    const number = isFirst ? await this.scope.orderNumbers.take(organizationId, new Date()) : '';
    const plan: OrderPlan = { values, checked, rules, payment, number };
    const placed = await this.placeAtOnce(cart, plan);
    const { orderId, inHand } = placed
      ? { orderId: placed.order.id, inHand: placed }
      : await this.placeLocked(cart, plan);
    const order = await this.scope.orderProgress.run(organizationId, orderId, this.scope, inHand);
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

  /** By one statement; null where the cart is not simply to be checked out, which `placeLocked` finds the reason of. */
  private async placeAtOnce(cart: Cart, plan: OrderPlan): Promise<OrderInHand | null> {
    const { values, checked, rules, payment } = plan;
    if (!checked || cart.promoCodeId != null) return null;
    const price = priceItems(cart.items, rules);
    if (price.total > 0 && !payment) return null;
    const inHand = this.draft(cart, plan, checked, price, null);
    const { idempotencyKey: key, ...asked } = values;
    const send: SendStatement = (statement, given) => this.scope.database.driver.query(statement, given);
    try {
      const isPlaced = await placeOrder(
        send,
        cart,
        inHand,
        { key, inputHash: inputHashOf(asked) },
        this.newsOf(inHand),
      );
      return isPlaced ? inHand : null;
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      throw error;
    }
  }

  /** The order's id, and the order itself unless the request is a repetition. */
  private async placeLocked(cart: Cart, plan: OrderPlan): Promise<{ orderId: string; inHand: OrderInHand | null }> {
    const { idempotencyKey, ...asked } = plan.values;
    let inHand: OrderInHand | null = null;
    const orderId = await idempotent(
      this.scope.database.forkTenant(cart.organizationId),
      { owner: cart.id, operation: 'checkout', key: idempotencyKey, input: asked },
      async tx => {
        inHand = await this.place(tx, cart.id, plan);
        return inHand.order.id;
      },
    );
    return { orderId, inHand };
  }

  /** Everything that the order is, from rows that are locked, in one transaction. */
  private async place(tx: EntityManager, cartId: string, plan: OrderPlan): Promise<OrderInHand> {
    const { values, checked, rules: standing, payment } = plan;
    const cart = await tx.findOne(
      CartEntity,
      { id: cartId },
      { disableIdentityMap: true, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    requireOpen(cart);
    requireSameItems(cart, checked);
    if (await tx.findOne(CancelledEventEntity, { eventId: cart.eventId })) throw new EventCancelledForSaleError();
    const promoCode = await this.usePromoCode(tx, cart, values.buyer.email);
    const price = priceItems(cart.items, { ...standing, discount: promoCode && discountOf(promoCode) });
    if (price.total > 0 && !payment) throw new PaymentMethodRequiredError();
    const inHand = this.draft(cart, plan, checked, price, promoCode);
    const isPlaced = await placeOrder(sendIn(tx), cart, inHand, null, this.newsOf(inHand));
    // Its time may have run out by the database's clock in the very moment.
    if (!isPlaced) throw new CartExpiredError();
    return inHand;
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

  private draft(
    cart: Cart,
    { values: { buyer, invoiceAddress }, rules, payment, number }: OrderPlan,
    { attendees }: CheckedAttendees,
    price: Price,
    promoCode: PromoCode | null,
  ): OrderInHand {
    const { viewer, requestId, tokens, config } = this.scope;
    const id = newId();
    const createdAt = new Date();
    const free = price.total === 0;
    const { subtotal, discount, fees, absorbedFees, tax, total } = price;
    const order: Order = {
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
      taxMode: rules.taxes.mode,
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
    const names = new Map(cart.items.map(item => [item.ticketTypeId, item.name]));
    const items = price.lines.map(line => ({
      ...line,
      ...{ id: newId(), organizationId: cart.organizationId, orderId: id, name: names.get(line.ticketTypeId)! },
    }));
    return { order, items };
  }

  /** A free order is placed for good; of any other there is news when its payment has begun. */
  private newsOf(inHand: OrderInHand): DomainEvent | null {
    if (inHand.order.total > 0) return null;
    const { viewer, requestId, tokens } = this.scope;
    const { organizationId } = inHand.order;
    const payload = { ...payloadOf(inHand, tokens), instructions: null, paymentReference: null };
    return domainEvent('order.placed', payload, { viewer, requestId, organizationId });
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
