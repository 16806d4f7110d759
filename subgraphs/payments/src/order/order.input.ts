import { isId, singleLine } from '@ticketbase/kernel';
import { DateTime, Field, ID, InputType, Url } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { InvoiceAddressInput, invoiceAddress } from '../invoice/invoice.input.ts';
import { OrderStatus } from './order.type.ts';

@InputType('BuyerInput', { description: 'Who buys.' })
export class BuyerInput {
  @Field(() => String, { description: 'The buyer’s name, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'Where tickets and news of the order are sent.' })
  email!: string;
}

@InputType('AnswerInput', { description: 'An answer to one question.' })
export class AnswerInput {
  @Field(() => ID, { description: 'The question.' })
  questionId!: string;

  @Field(() => [String], {
    description: 'One value, or those chosen; true or false for yes or no, 2027-01-31 for a date. Empty for no answer.',
  })
  values!: string[];
}

@InputType('CheckoutAttendeeInput', { description: 'Whom one ticket is for.' })
export class CheckoutAttendeeInput {
  @Field(() => ID, { description: 'The ticket type, one of the cart’s.' })
  ticketTypeId!: string;

  @Field(() => String, { description: 'The attendee’s name, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'The attendee’s email address.' })
  email!: string;

  @Field(() => [AnswerInput], {
    nullable: true,
    description: 'What the attendee answers to the questions of the ticket type.',
  })
  answers?: AnswerInput[] | null;
}

@InputType('CheckoutInput', {
  description: 'Turns a cart into an order. Amounts come from stored prices and rules, never from here.',
})
export class CheckoutInput {
  @Field(() => String, { description: 'The cart’s token.' })
  cartToken!: string;

  @Field(() => BuyerInput, { description: 'Who buys.' })
  buyer!: BuyerInput;

  @Field(() => [CheckoutAttendeeInput], {
    nullable: true,
    description: 'Whom tickets are for, at most as many per type as the cart holds; the rest are in the buyer’s name.',
  })
  attendees?: CheckoutAttendeeInput[] | null;

  @Field(() => InvoiceAddressInput, {
    nullable: true,
    description: 'What is to stand on the invoice beside the buyer’s name.',
  })
  invoiceAddress?: InvoiceAddressInput | null;

  @Field(() => ID, {
    nullable: true,
    description: 'One of the cart’s payment methods; absent for a cart that costs nothing.',
  })
  paymentMethod?: string | null;

  @Field(() => Url, { nullable: true, description: 'Where a payment provider sends the buyer afterwards.' })
  returnUrl?: string | null;

  @Field(() => String, {
    description: 'The same key and input return the same order and charge nothing twice. 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@InputType('OrderFilter', { description: 'Which orders to list; all conditions must hold.' })
export class OrderFilter {
  @Field(() => OrderStatus, { nullable: true, description: 'Only orders that stand so.' })
  status?: OrderStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only orders for this event.' })
  eventId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of the number, the buyer’s name or email address or the promo code, of which the last may be unfinished; or the code of a ticket.',
  })
  text?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only orders placed at or after this time.' })
  createdFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only orders placed before this time.' })
  createdBefore?: Date | null;
}

const id = z.string().refine(isId, { error: 'Is not an id.' });
const name = singleLine({ most: 200 });
const email = z.email({ error: 'Is not an email address.' }).max(254);

/** Bounded here; events judges them by their questions. */
export const answers = z.array(z.object({ questionId: id, values: z.array(z.string().max(5_000)).max(100) })).max(100);

export const checkoutInput = z.object({
  cartToken: z.string().min(1).max(200),
  buyer: z.object({ name, email }),
  attendees: z
    .array(z.object({ ticketTypeId: id, name, email, answers: answers.nullish() }))
    .max(1_000)
    .nullish(),
  invoiceAddress: invoiceAddress.nullish(),
  paymentMethod: z.string().min(1).max(200).nullish(),
  returnUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .nullish(),
  idempotencyKey: z.string().min(1).max(200),
});

export type CheckoutValues = z.infer<typeof checkoutInput>;

export const orderFilter = z.object({
  status: z.enum(OrderStatus).nullish(),
  eventId: z.string().nullish(),
  text: z.string().trim().max(200).nullish(),
  createdFrom: z.date().nullish(),
  createdBefore: z.date().nullish(),
});
