import { isId, severalLines, singleLine } from '@ticketbase/kernel';
import { Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { LARGEST_AMOUNT } from '../pricing/limits.ts';
import { ChangeSettlement } from './order-change.type.ts';

@InputType('TicketTypeChangeInput', { description: 'Which ticket is to become which type’s.' })
export class TicketTypeChangeInput {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => ID, { description: 'The ticket, one of the order’s that is valid.' })
  ticketId!: string;

  @Field(() => ID, { description: 'The ticket type that it becomes, of the same event.' })
  ticketTypeId!: string;
}

@InputType('ChangeTicketTypeInput', { description: 'Makes a ticket another type’s. Amounts come from stored prices.' })
export class ChangeTicketTypeInput extends TicketTypeChangeInput {
  @Field(() => Int, {
    description: 'The difference that was quoted, in minor units; DIFFERENCE_CHANGED if it is another now.',
  })
  expectedDifference!: number;

  @Field(() => ChangeSettlement, {
    nullable: true,
    description: 'How the difference is paid; only where the buyer has to pay one.',
  })
  settlement?: ChangeSettlement | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For ONLINE: the payment method; the one that the order was paid by if absent.',
  })
  paymentMethod?: string | null;

  @Field(() => String, { nullable: true, description: 'For the books, at most 500 characters.' })
  note?: string | null;

  @Field(() => String, {
    description: 'The same key and input return the same change and move nothing twice. 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@InputType('RenameTicketInput', { description: 'Who comes with a ticket, as its buyer says.' })
export class RenameTicketInput {
  @Field(() => String, { description: 'The order’s token, from checkout.' })
  orderToken!: string;

  @Field(() => ID, { description: 'The ticket, one of the order’s.' })
  ticketId!: string;

  @Field(() => String, { description: 'The attendee’s name, 1 to 200 characters.' })
  name!: string;
}

@InputType('OrderRulesInput', { description: 'What buyers may do with their orders from now on.' })
export class OrderRulesInput {
  @Field(() => Boolean, { description: 'Whether buyers may change the names on their tickets until the event begins.' })
  buyersRenameAttendees!: boolean;
}

const id = z.string().refine(isId, { error: 'Is not an id.' });
const note = severalLines({ most: 500, mayBeEmpty: true }).nullish();
const idempotencyKey = z.string().min(1).max(200);

export const ticketTypeChangeInput = z.object({ orderId: id, ticketId: id, ticketTypeId: id });
export const changeTicketTypeInput = ticketTypeChangeInput.extend({
  expectedDifference: z.int().min(-LARGEST_AMOUNT).max(LARGEST_AMOUNT),
  settlement: z.enum(ChangeSettlement).nullish(),
  paymentMethod: z.string().min(1).max(200).nullish(),
  note,
  idempotencyKey,
});
export const recordChangePaymentInput = z.object({ changeId: z.string(), note, idempotencyKey });
export const renameTicketInput = z.object({
  orderToken: z.string().min(1).max(200),
  ticketId: id,
  name: singleLine({ most: 200 }),
});
export const orderRulesInput = z.object({ buyersRenameAttendees: z.boolean() });
