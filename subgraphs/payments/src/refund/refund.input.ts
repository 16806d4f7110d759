import { isId, severalLines } from '@ticketbase/kernel';
import { Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { LARGEST_AMOUNT } from '../pricing/limits.ts';

@InputType('RefundItemInput', { description: 'Tickets of one line to give back, at what was paid for them.' })
export class RefundItemInput {
  @Field(() => ID, { description: 'The order’s item.' })
  orderItemId!: string;

  @Field(() => Int, { description: 'How many of its tickets, 1 or more.' })
  quantity!: number;

  @Field(() => [ID], {
    nullable: true,
    description: 'Which tickets become void, as many as quantity; any of the line’s that still are valid if absent.',
  })
  ticketIds?: string[] | null;
}

@InputType('RefundOrderInput', {
  description:
    'What to give back: some items, or an amount, or all money and tickets that are left if neither is given.',
})
export class RefundOrderInput {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => [RefundItemInput], {
    nullable: true,
    description: 'Items whose tickets become void, and no others; for nothing if they cost nothing.',
  })
  items?: RefundItemInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minor units of the order’s currency; tickets stay valid unless nothing paid is left.',
  })
  amount?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the fees that the buyer paid go back as well; true if absent. Does not go with amount.',
  })
  includeFees?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why; the buyer is told. At most 500 characters.' })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same key and input return the first result and give nothing back twice. 1 to 200 characters.',
  })
  idempotencyKey?: string | null;
}

const id = z.string().refine(isId, { error: 'Is not an id.' });

export const refundOrderInput = z
  .object({
    orderId: id,
    items: z
      .array(
        z
          .object({ orderItemId: id, quantity: z.int().min(1).max(1_000), ticketIds: z.array(id).nullish() })
          .refine(item => !item.ticketIds || new Set(item.ticketIds).size === item.quantity, {
            path: ['ticketIds'],
            error: 'Name as many different tickets as quantity says.',
          }),
      )
      .min(1)
      .max(50)
      .refine(items => new Set(items.map(item => item.orderItemId)).size === items.length, {
        error: 'Name each item once.',
      })
      .nullish(),
    amount: z.int().min(1).max(LARGEST_AMOUNT).nullish(),
    includeFees: z.boolean().nullish(),
    reason: severalLines({ most: 500, mayBeEmpty: true }).nullish(),
    idempotencyKey: z.string().min(1).max(200).nullish(),
  })
  .refine(input => input.items == null || input.amount == null, {
    path: ['amount'],
    error: 'Give items or an amount, not both.',
  })
  .refine(input => input.includeFees !== false || input.amount == null, {
    path: ['includeFees'],
    error: 'Does not go with an amount.',
  });

@InputType('SettleRefundInput', { description: 'How a refund ended that the payment plugin has not settled.' })
export class SettleRefundInput {
  @Field(() => ID, { description: 'The refund; it must be PENDING.' })
  refundId!: string;

  @Field(() => Boolean, { description: 'True if the money was given back by hand, false if it will not be.' })
  given!: boolean;

  @Field(() => String, { nullable: true, description: 'For the books, at most 500 characters.' })
  note?: string | null;
}

export const settleRefundInput = z.object({
  refundId: z.string(),
  given: z.boolean(),
  note: severalLines({ most: 500, mayBeEmpty: true }).nullish(),
});
