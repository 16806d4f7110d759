import { DateTime, Field, ID, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('Disagreement', { description: 'Two records that should say the same and do not.' })
export class Disagreement {
  @Field(() => ID, { description: 'Whose records they are.' })
  organizationId!: string;

  @Field(() => String, { description: 'What was compared, e.g. LEDGER_BALANCE; docs/reconciliation.md has them all.' })
  check!: string;

  @Field(() => ID, { description: 'The order, transaction, refund, promo code, cart, ticket, ticket type or event.' })
  id!: string;

  @Field(() => String, { description: 'What the one record says.' })
  expected!: string;

  @Field(() => String, { description: 'What the other says.' })
  actual!: string;
}

@ObjectType('Reconciliation', { description: 'Whether orders, ledger, stock and tickets agree.' })
export class Reconciliation {
  @Field(() => Int, { description: 'Organizations that were looked at.' })
  organizations!: number;

  @Field(() => Int, { description: 'Orders that were looked at.' })
  orders!: number;

  @Field(() => Int, { description: 'Tickets that were compared with their orders.' })
  tickets!: number;

  @Field(() => [Disagreement], { description: 'What does not agree; empty if all is well. At most 1,000 of a kind.' })
  disagreements!: Disagreement[];

  @Field(() => DateTime, { description: 'When the comparison ended.' })
  checkedAt!: Date;
}
