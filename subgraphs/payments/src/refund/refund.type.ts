import type { Money } from '@ticketbase/kernel';
import { DateTime, Field, ID, Int, MoneyType, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

/** How far a refund is. */
export enum RefundStatus {
  PENDING = 'PENDING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
}
registerEnumType(RefundStatus, {
  name: 'RefundStatus',
  description: 'How far a refund is.',
  valuesConfig: {
    PENDING: { description: 'The payment provider was asked and has not finished.' },
    SUCCEEDED: { description: 'The money was given back, or was recorded as given back by hand.' },
    FAILED: { description: 'The payment provider refused; nothing was given back.' },
  },
});

@ObjectType('Refund', { description: 'Money given back for an order.' })
export class RefundType {
  @Field(() => ID, { description: 'The refund’s id.' })
  id!: string;

  @Field(() => MoneyType, { description: 'How much is given back.' })
  amount!: Money;

  @Field(() => String, { nullable: true, description: 'Why, in the organizer’s words.' })
  reason?: string | null;

  @Field(() => RefundStatus, { description: 'How far the refund is.' })
  status!: RefundStatus;

  @Field(() => String, {
    nullable: true,
    description: 'The code of why it failed, or of why the last attempt of a pending one settled nothing.',
  })
  failure?: string | null;

  @Field(() => MoneyType, { description: 'Fees of the tickets that were kept.' })
  feesKept!: Money;

  @Field(() => Boolean, {
    description:
      'Whether the plugin was asked as often as it is: someone has to settle the refund by hand, or ask again.',
  })
  needsHand!: boolean;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it succeeded or failed; null while it is pending.' })
  completedAt?: Date | null;
}

@ObjectType('RefundPreview', { description: 'What a refund would give back; nothing is changed.' })
export class RefundPreviewType {
  @Field(() => MoneyType, { description: 'How much would go back.' })
  amount!: Money;

  @Field(() => MoneyType, { description: 'The tax in it.' })
  tax!: Money;

  @Field(() => MoneyType, { description: 'Fees of the tickets that would be kept.' })
  feesKept!: Money;

  @Field(() => MoneyType, { description: 'How much is left of what was paid.' })
  available!: Money;

  @Field(() => Int, { description: 'How many tickets would become void.' })
  tickets!: number;
}
