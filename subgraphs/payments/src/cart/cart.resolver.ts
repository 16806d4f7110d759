import { Access, Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { PaymentMethodType } from '../payment-method/payment-method.type.ts';
import { CreateCartInput, UpdateCartInput } from './cart.input.ts';
import { CartType } from './cart.type.ts';

const TOKEN = { description: 'The cart’s token.' };

@Resolver(() => CartType)
export class CartResolver {
  @Access('public')
  @Query(() => CartType, {
    nullable: true,
    description: 'The cart with this token; null if there is none, or no more.',
  })
  cart(@Arg('token', () => String, TOKEN) token: string, @Ctx() { carts }: PaymentsContext): Promise<CartType | null> {
    return carts.findByToken(token);
  }

  @Access('public')
  @Mutation(() => CartType, {
    description:
      'Sets tickets aside for some minutes. INSUFFICIENT_TICKETS if there are not enough: then none are. TOO_MANY_CARTS if the client has too many open. WAITING_ROOM_REQUIRED if the event has a waiting room and no admission is given.',
  })
  createCart(
    @Arg('input', () => CreateCartInput, { description: 'Which tickets.' }) input: CreateCartInput,
    @Ctx() { carts }: PaymentsContext,
  ): Promise<CartType> {
    return carts.create(input);
  }

  @Access('public')
  @Mutation(() => CartType, {
    description:
      'Turns an offer of the waitlist into a cart, which lasts as long as the offer; the same cart each time.',
  })
  acceptWaitlistOffer(
    @Arg('token', () => String, {
      description: 'The secret of the link in the mail with the offer, or with the place.',
    })
    token: string,
    @Ctx() { carts }: PaymentsContext,
  ): Promise<CartType> {
    return carts.acceptOffer(token);
  }

  @Access('public')
  @Mutation(() => CartType, { description: 'Sets other tickets of the same event aside instead, or changes nothing.' })
  updateCart(
    @Arg('token', () => String, TOKEN) token: string,
    @Arg('input', () => UpdateCartInput, { description: 'What the cart holds from now on.' }) input: UpdateCartInput,
    @Ctx() { carts }: PaymentsContext,
  ): Promise<CartType> {
    return carts.update(token, input);
  }

  @Access('public')
  @Mutation(() => CartType, { description: 'Lowers the cart’s price by a promo code, in place of an earlier one.' })
  applyPromoCode(
    @Arg('token', () => String, TOKEN) token: string,
    @Arg('code', () => String, { description: 'The promo code; case does not matter.' }) code: string,
    @Ctx() { carts }: PaymentsContext,
  ): Promise<CartType> {
    return carts.applyPromoCode(token, code);
  }

  @Access('public')
  @Mutation(() => Boolean, { description: 'Gives the cart’s tickets back; true also if they were given back before.' })
  releaseCart(@Arg('token', () => String, TOKEN) token: string, @Ctx() { carts }: PaymentsContext): Promise<boolean> {
    return carts.release(token);
  }

  @FieldResolver(() => [PaymentMethodType], { description: 'How this cart can be paid; empty if it costs nothing.' })
  paymentMethods(@Root() cart: CartType, @Ctx() { paymentMethods }: PaymentsContext): Promise<PaymentMethodType[]> {
    return paymentMethods.offeredFor(cart.organizationId, cart.total);
  }
}
