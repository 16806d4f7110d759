import { isId } from '@ticketbase/kernel';
import { Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

@InputType('CartItemInput', { description: 'How many tickets of one type.' })
export class CartItemInput {
  @Field(() => ID, { description: 'The ticket type.' })
  ticketTypeId!: string;

  @Field(() => Int, { description: 'How many, 1 to 1,000; the event’s own limits apply as well.' })
  quantity!: number;
}

@InputType('CreateCartInput', {
  description: 'Which tickets to set aside. Prices come from the event, never from here.',
})
export class CreateCartInput {
  @Field(() => ID, { description: 'The event.' })
  eventId!: string;

  @Field(() => [CartItemInput], { description: 'The ticket types, at most 50; all are set aside, or none.' })
  items!: CartItemInput[];

  @Field(() => String, { nullable: true, description: 'A promo code that lowers the price.' })
  promoCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Opens ticket types that are hidden from the public.' })
  accessCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The token of an Admission, where the event has a waiting room; see enterEvent.',
  })
  admission?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The same key and input return the same cart. For guests it opens the cart, so it must be hard to guess: 16 to 200 characters, such as a UUID.',
  })
  idempotencyKey?: string | null;
}

@InputType('UpdateCartInput', { description: 'What the cart holds from now on, in place of what it held.' })
export class UpdateCartInput {
  @Field(() => [CartItemInput], { description: 'The ticket types, at most 50; all are set aside, or nothing changes.' })
  items!: CartItemInput[];
}

const id = z.string().refine(isId, { error: 'Is not an id.' });

const items = z
  .array(z.object({ ticketTypeId: id, quantity: z.int().min(1).max(1_000) }))
  .min(1)
  .max(50)
  .refine(given => new Set(given.map(item => item.ticketTypeId)).size === given.length, {
    error: 'Name each ticket type once.',
  });

export const createCartInput = z.object({
  eventId: id,
  items,
  promoCode: z.string().trim().min(1).max(60).nullish(),
  accessCode: z.string().min(1).max(200).nullish(),
  admission: z.string().min(1).max(400).nullish(),
  idempotencyKey: z.string().min(1).max(200).nullish(),
});

export const updateCartInput = z.object({ items });
