import { LockMode } from '@mikro-orm/postgresql';
import { BadUserInputError, DomainError, hashSecret, NotFoundError, newId } from '@ticketbase/kernel';
import { idempotent, parseInput } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../context.ts';
import type { TicketHold } from '../foreign/events.graphql.ts';
import { requireFittingAmounts } from '../pricing/limits.ts';
import { PromoCodeInvalidError } from '../promo-code/promo-code.errors.ts';
import type { PromoCodeService } from '../promo-code/promo-code.service.ts';
import { type Cart, CartEntity } from './cart.entity.ts';
import { CartCheckedOutError, CartExpiredError } from './cart.errors.ts';
import { type CreateCartInput, createCartInput, type UpdateCartInput, updateCartInput } from './cart.input.ts';
import type { CartType } from './cart.type.ts';
import { type CartPricing, promoTarget } from './cart-pricing.ts';
import { releaseCartHold } from './cart-release.ts';
import { clientOf } from './client-key.ts';
import { HOLD_GRACE, heldItems } from './held-items.ts';

/** A cart's token is the permission, whichever tenant the viewer belongs to. */
const BY_TOKEN = { filters: { tenant: false }, disableIdentityMap: true } as const;
/** A guest's idempotency key opens the cart that it made. */
const SHORTEST_GUEST_KEY = 16;

type Values = Omit<ReturnType<typeof createCartInput.parse>, 'idempotencyKey' | 'admission'>;

/** Carts, opened by their tokens. */
export class CartService {
  private readonly scope: RequestScope;
  private readonly pricing: CartPricing;
  private readonly promoCodes: PromoCodeService;

  constructor(scope: RequestScope, pricing: CartPricing, promoCodes: PromoCodeService) {
    this.scope = scope;
    this.pricing = pricing;
    this.promoCodes = promoCodes;
  }

  /** The cart, while its tickets are set aside. */
  async findByToken(token: string): Promise<CartType | null> {
    const cart = await this.load(token);
    return cart && isOpen(cart) ? this.toType(cart) : null;
  }

  /**
   * Throws TOO_MANY_CARTS, BAD_USER_INPUT, MIXED_CURRENCIES, AMOUNT_TOO_LARGE, PROMO_CODE_…, WAITING_ROOM_REQUIRED,
   * ADMISSION_…, and what events refuses by.
   */
  async create(input: CreateCartInput): Promise<CartType> {
    const { idempotencyKey, admission, ...values } = parseInput(createCartInput, input);
    if (!idempotencyKey) return this.toType(await this.openCart(newId(), values, admission));
    const id = await this.idFor(idempotencyKey, values);
    const earlier = await this.scope.em.findOne(CartEntity, { id }, BY_TOKEN);
    return this.toType(earlier ?? (await this.openCart(id, values, admission)));
  }

  /** Throws NOT_FOUND, CART_EXPIRED, CART_CHECKED_OUT, and what `create` throws. */
  async update(token: string, input: UpdateCartInput): Promise<CartType> {
    const { items } = parseInput(updateCartInput, input);
    const { em, client, commands, requestId, tokens, viewer } = this.scope;
    const countedFor = clientOf(viewer, client?.ip);
    const clientKey = countedFor && tokens.keyedHash('client', countedFor);
    const seen = await this.load(token);
    requireOpen(seen);
    const rules = await this.pricing.rules(seen, null);
    // The row stays locked while events is asked, so that a checkout cannot freeze items that the hold has no more.
    await em.transactional(async tx => {
      const cart = await tx.findOne(
        CartEntity,
        { tokenHash: hashSecret(token) },
        { ...BY_TOKEN, lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      requireOpen(cart);
      // A code that a cart of public tickets was opened with is first judged here: events counts who tries it.
      const ask = (wanted: typeof items, triedBy: string | null) =>
        commands.holdTickets(
          {
            holdId: cart.id,
            eventId: cart.eventId,
            items: wanted,
            expiresAt: new Date(cart.expiresAt.getTime() + HOLD_GRACE).toISOString(),
            accessCode: cart.accessCode ?? null,
            client: triedBy,
          },
          { organizationId: null, requestId },
        );
      const hold = await ask(items, clientKey);
      try {
        const changed = heldItems(hold);
        requireFittingAmounts(changed.items, rules);
        const promoCodeId = await this.promoCodeIdFor({ ...cart, ...changed }, hold);
        await tx.nativeUpdate(CartEntity, { id: cart.id }, { ...changed, promoCodeId }, { filters: { tenant: false } });
      } catch (error) {
        const before = cart.items.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, quantity }));
        await ask(before, null);
        throw error;
      }
    });
    return this.toType((await this.load(token))!);
  }

  /** Throws NOT_FOUND, CART_EXPIRED, CART_CHECKED_OUT, PROMO_CODE_INVALID, _EXPIRED and _EXHAUSTED. */
  async applyPromoCode(token: string, code: string): Promise<CartType> {
    const cart = await this.load(token);
    requireOpen(cart);
    const earlier = cart.promoCodeId == null ? null : await this.promoCodes.load(cart.promoCodeId);
    const opener = earlier?.kind === 'ACCESS' ? earlier : null;
    const promoCode = await this.promoCodes.require(cart.organizationId, code, promoTarget(cart), opener?.code ?? null);
    // Its limits hold for what it opened.
    if (opener && opener.id !== promoCode.id) throw new PromoCodeInvalidError();
    const changed = await this.scope.em.nativeUpdate(
      CartEntity,
      // Another code may have come meanwhile, with what it opened: then this one is judged anew.
      { id: cart.id, status: 'OPEN', promoCodeId: cart.promoCodeId ?? null },
      { promoCodeId: promoCode.id },
      { filters: { tenant: false } },
    );
    if (changed === 0) return this.applyPromoCode(token, code);
    return this.toType({ ...cart, promoCodeId: promoCode.id });
  }

  /** Throws NOT_FOUND and CART_CHECKED_OUT. */
  async release(token: string): Promise<boolean> {
    const cart = await this.load(token);
    if (!cart) throw new NotFoundError('The cart');
    if (cart.status === 'CHECKED_OUT') throw new CartCheckedOutError();
    if (cart.status !== 'OPEN') return true;
    const released = await this.scope.em.nativeUpdate(
      CartEntity,
      { id: cart.id, status: 'OPEN' },
      { status: 'RELEASED', releaseDue: true },
      { filters: { tenant: false } },
    );
    if (released === 0) return this.release(token);
    await releaseCartHold(this.scope, cart, this.scope.requestId);
    return true;
  }

  /** The same id for the same key, so that a retry makes no second hold. */
  private async idFor(key: string, values: Values): Promise<string> {
    const { em, viewer } = this.scope;
    if (viewer.isAnonymous && key.length < SHORTEST_GUEST_KEY) {
      const message = `Must have at least ${SHORTEST_GUEST_KEY} characters for guests: it must be hard to guess.`;
      throw new BadUserInputError([{ path: 'input.idempotencyKey', message }]);
    }
    const { kind, id } = viewer.actor;
    return idempotent(em, { owner: `${kind}:${id ?? ''}`, operation: 'createCart', key, input: values }, async () =>
      newId(),
    );
  }

  /**
   * Makes a cart of what the waitlist kept for someone, once: its hold is the cart's, and lasts as long as the offer. Who
   * waited there needs no admission. What an access code opened for them is under that code's limits: refused by those, the
   * tickets go to the next in line. Throws NOT_FOUND, WAITLIST_OFFER_NOT_MADE, WAITLIST_OFFER_OVER, CART_…, PROMO_CODE_….
   */
  async acceptOffer(offerToken: string): Promise<CartType> {
    const { commands, em, holdMinutes, newCarts, requestId, tokens, viewer } = this.scope;
    const least = new Date(Date.now() + holdMinutes.initial * 60_000 + HOLD_GRACE);
    const offer = await commands.takeWaitlistOffer(offerToken, least, { organizationId: null, requestId });
    const { id, organizationId, eventId } = offer;
    const earlier = await em.findOne(CartEntity, { id }, BY_TOKEN);
    if (earlier) {
      requireOpen(earlier);
      return this.toType(earlier);
    }
    const held = heldItems(offer);
    requireFittingAmounts(held.items, await this.pricing.rules({ organizationId, eventId, items: held.items }, null));
    const opener = offer.accessCode ?? null;
    const target = promoTarget({ eventId, ...held });
    const promo = await this.promoCodes.forCart(organizationId, { opener }, target).catch(async error => {
      const refused = error instanceof DomainError && !(await em.findOne(CartEntity, { id }, BY_TOKEN));
      if (refused) await commands.releaseHold(id, { organizationId: null, requestId });
      throw error;
    });
    const cart = await newCarts.insert({
      ...{ id, organizationId, eventId, tokenHash: tokens.hashFor('cart', id), status: 'OPEN', releaseDue: false },
      ...held,
      ...{
        promoCodeId: promo?.id ?? null,
        accessCode: opener,
        buyerUserId: viewer.userId,
        clientKey: null,
        orderId: null,
      },
      ...{ expiresAt: new Date(new Date(offer.expiresAt).getTime() - HOLD_GRACE), createdAt: new Date() },
    });
    return this.toType(cart);
  }

  /** Opens a cart for whoever is admitted, where the event has a waiting room. */
  private async openCart(cartId: string, values: Values, admission: string | null | undefined): Promise<Cart> {
    const { admissions, em } = this.scope;
    const claim = await admissions.claim(em, { cartId, eventId: values.eventId }, admission);
    if (!claim) return this.hold(cartId, values);
    try {
      return await this.hold(cartId, values);
    } catch (error) {
      await admissions.release(em, claim, { cartId });
      throw error;
    }
  }

  private async hold(id: string, { eventId, items, accessCode, promoCode }: Values): Promise<Cart> {
    const { cartLimit, client, commands, holdMinutes, newCarts, requestId, sellers, tokens, viewer } = this.scope;
    const countedFor = clientOf(viewer, client?.ip);
    const clientKey = countedFor && tokens.keyedHash('client', countedFor);
    // Before anything is set aside: else a client over the limit could still keep tickets busy. Counted again below.
    const seller = sellers.of(eventId);
    const [minutesOfSeller] = await Promise.all([
      seller === undefined ? holdMinutes.initial : holdMinutes.of(seller, requestId),
      clientKey === null ? undefined : cartLimit.require({ id, eventId, clientKey }),
      // Read meanwhile, so that it need not be waited for later.
      seller === undefined ? undefined : this.pricing.rules({ organizationId: seller, eventId, items }, null),
    ]);
    // Guests act for no tenant, and buyers often are members of another: events says whose tickets these are.
    const context = { organizationId: null, requestId };
    // One field takes every kind of code.
    const code = accessCode ?? promoCode;
    const expiry = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const withGrace = (date: Date) => new Date(date.getTime() + HOLD_GRACE);
    const first = expiry(minutesOfSeller);
    const hold = await commands.holdTickets(
      {
        holdId: id,
        eventId,
        items,
        expiresAt: withGrace(first).toISOString(),
        accessCode: code ?? null,
        client: clientKey,
      },
      context,
    );
    try {
      const { organizationId } = hold;
      sellers.note(eventId, organizationId);
      const held = heldItems(hold);
      requireFittingAmounts(held.items, await this.pricing.rules({ organizationId, eventId, items: held.items }, null));
      const minutes = await holdMinutes.of(organizationId, requestId);
      const expiresAt = minutes === minutesOfSeller ? first : expiry(minutes);
      if (expiresAt !== first) await commands.extendHold(id, withGrace(expiresAt), context);
      const target = promoTarget({ eventId, ...held });
      const opener = openedSomething(hold) ? (code ?? null) : null;
      const promo = await this.promoCodes.forCart(organizationId, { promoCode, opener }, target);
      return await newCarts.insert({
        id,
        organizationId,
        eventId,
        tokenHash: tokens.hashFor('cart', id),
        status: 'OPEN',
        releaseDue: false,
        ...held,
        promoCodeId: promo?.id ?? null,
        accessCode: accessCode ?? (promo?.kind === 'ACCESS' ? promoCode! : null),
        buyerUserId: viewer.userId,
        clientKey,
        orderId: null,
        expiresAt,
        createdAt: new Date(),
      });
    } catch (error) {
      // Best effort: a hold without a cart ends by itself.
      await commands.releaseHold(id, context).catch(() => {});
      throw error;
    }
  }

  /** What a changed cart is under: what it was, and that of the code which opened something of it from now on. */
  private async promoCodeIdFor(cart: Cart, hold: Pick<TicketHold, 'lines'>): Promise<string | null> {
    const before = cart.promoCodeId ?? null;
    if (!cart.accessCode || !openedSomething(hold)) return before;
    const earlier = before === null ? null : await this.promoCodes.load(before);
    if (earlier?.kind === 'ACCESS') return before;
    const opening = await this.promoCodes.forCart(cart.organizationId, { opener: cart.accessCode }, promoTarget(cart));
    if (opening && earlier) throw new PromoCodeInvalidError();
    return opening?.id ?? before;
  }

  private load(token: string): Promise<Cart | null> {
    return this.scope.em.findOne(CartEntity, { tokenHash: hashSecret(token) }, BY_TOKEN);
  }

  private async toType(cart: Cart): Promise<CartType> {
    const { price, promoCode } = await this.pricing.price(cart);
    const money = (amount: number) => ({ amount, currency: cart.currency });
    const names = new Map(cart.items.map(item => [item.ticketTypeId, item.name]));
    return {
      id: cart.id,
      token: this.scope.tokens.tokenFor('cart', cart.id),
      eventId: cart.eventId,
      organization: { id: cart.organizationId },
      organizationId: cart.organizationId,
      items: price.lines.map(line => ({
        id: `${cart.id}:${line.ticketTypeId}`,
        ticketTypeId: line.ticketTypeId,
        name: names.get(line.ticketTypeId)!,
        quantity: line.quantity,
        unitPrice: money(line.unitPrice),
        total: money(line.total),
      })),
      promoCode: promoCode?.code ?? null,
      subtotal: money(price.subtotal),
      discount: money(price.discount),
      fees: money(price.fees),
      tax: money(price.tax),
      total: money(price.total),
      expiresAt: cart.expiresAt,
    };
  }
}

const isOpen = (cart: Cart) => cart.status === 'OPEN' && cart.expiresAt > new Date();

const openedSomething = (hold: Pick<TicketHold, 'lines'>) => hold.lines.some(line => line.hidden);

/** Throws NOT_FOUND, CART_CHECKED_OUT or CART_EXPIRED. */
export function requireOpen(cart: Cart | null): asserts cart is Cart {
  if (!cart) throw new NotFoundError('The cart');
  if (cart.status === 'CHECKED_OUT') throw new CartCheckedOutError();
  if (!isOpen(cart)) throw new CartExpiredError();
}
