import { DateTime, Field, ID, Int, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

/** Who pays the fees of an order. */
export enum FeePayer {
  BUYER = 'BUYER',
  ORGANIZER = 'ORGANIZER',
}
registerEnumType(FeePayer, {
  name: 'FeePayer',
  description: 'Who pays the fees of an order.',
  valuesConfig: {
    BUYER: { description: 'Fees are added to what the buyer pays.' },
    ORGANIZER: { description: 'Fees come out of what the organizer gets; the buyer pays the plain price.' },
  },
});

@ObjectType('FeeRules', { description: 'How fees are computed for an organization’s orders.' })
export class FeeRulesType {
  @Field(() => ID, { description: 'The organization’s id.' })
  id!: string;

  @Field(() => Int, { description: 'Share of the price after discount, in basis points: 250 is 2.5 %.' })
  basisPoints!: number;

  @Field(() => Int, {
    description: 'Added for every ticket that costs something, in minor units of the order’s currency.',
  })
  fixedPerTicket!: number;

  @Field(() => FeePayer, { description: 'Who pays the fees.' })
  payer!: FeePayer;

  @Field(() => DateTime, { nullable: true, description: 'When the rules last changed; null if never.' })
  updatedAt?: Date | null;
}
