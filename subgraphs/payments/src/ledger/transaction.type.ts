import type { Money } from '@ticketbase/kernel';
import { DateTime, Field, ID, MoneyType, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

/** Which way money moved. */
export enum TransactionType {
  PAYMENT = 'PAYMENT',
  REFUND = 'REFUND',
}
registerEnumType(TransactionType, {
  name: 'TransactionType',
  description: 'Which way money moved.',
  valuesConfig: {
    PAYMENT: { description: 'From the buyer to the organizer.' },
    REFUND: { description: 'From the organizer back to the buyer.' },
  },
});

@ObjectType('Transaction', { description: 'Money that moved for an order. Never changed, never deleted.' })
export class TransactionObject {
  @Field(() => ID, { description: 'The transaction’s id.' })
  id!: string;

  @Field(() => TransactionType, { description: 'Which way the money moved.' })
  type!: TransactionType;

  @Field(() => MoneyType, { description: 'How much; never negative.' })
  amount!: Money;

  @Field(() => String, { nullable: true, description: 'The way of payment; null if it was not said.' })
  method?: string | null;

  @Field(() => String, { nullable: true, description: 'By which the provider finds it.' })
  reference?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the person who recorded it wrote; for the organizer only.',
  })
  note?: string | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  createdAt!: Date;
}
