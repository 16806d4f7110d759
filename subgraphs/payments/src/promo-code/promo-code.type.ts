import type { Money } from '@ticketbase/kernel';
import { DateTime, Field, ID, Int, MoneyType, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { EventStub } from '../foreign/event.stub.ts';
import { TicketTypeStub } from '../foreign/ticket-type.stub.ts';

/** How a promo code lowers a price. */
export enum PromoCodeKind {
  PERCENTAGE = 'PERCENTAGE',
  FIXED = 'FIXED',
  ACCESS = 'ACCESS',
}
registerEnumType(PromoCodeKind, {
  name: 'PromoCodeKind',
  description: 'How a promo code lowers a price.',
  valuesConfig: {
    PERCENTAGE: { description: 'By a share of the price.' },
    FIXED: { description: 'By an amount per order.' },
    ACCESS: {
      description:
        'Not at all: it opens the hidden ticket types that have it as their access code, as often as it may be used.',
    },
  },
});

@ObjectType('PromoCode', { description: 'A code that lowers the price of an order, or opens hidden ticket types.' })
export class PromoCodeType {
  @Field(() => ID, { description: 'The promo code’s id.' })
  id!: string;

  @Field(() => String, { description: 'What buyers type, in capitals.' })
  code!: string;

  @Field(() => EventStub, { nullable: true, description: 'The only event it holds for; all events if null.' })
  event?: EventStub | null;

  @Field(() => PromoCodeKind, { description: 'How it lowers the price.' })
  kind!: PromoCodeKind;

  @Field(() => Int, { nullable: true, description: 'The share in basis points, for PERCENTAGE: 1,000 is 10 %.' })
  basisPoints?: number | null;

  @Field(() => MoneyType, { nullable: true, description: 'The amount per order, for FIXED.' })
  amount?: Money | null;

  @Field(() => Int, { nullable: true, description: 'How many orders may use it; no limit if null.' })
  maxUses?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many orders of one buyer, known by the email address without case and +tag, may use it; no limit if null.',
  })
  maxUsesPerBuyer?: number | null;

  @Field(() => Int, { description: 'How many orders use it now; expired and cancelled orders do not count.' })
  uses!: number;

  @Field(() => DateTime, { nullable: true, description: 'From when it holds; null if from its creation.' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it holds; null if without end.' })
  endsAt?: Date | null;

  @Field(() => [TicketTypeStub], { nullable: true, description: 'The ticket types it lowers; all of them if null.' })
  ticketTypes?: TicketTypeStub[] | null;

  @Field(() => Boolean, { description: 'False once it was deactivated.' })
  active!: boolean;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
}
