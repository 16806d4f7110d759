import { DateTime, Directive, Field, ID, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@Directive('@inaccessible')
@ObjectType('StockFault', { description: 'Two records of stock, tickets or check-ins that disagree.' })
export class StockFault {
  @Field(() => String, { description: 'What was compared, e.g. TYPE_SOLD.' })
  check!: string;

  @Field(() => ID, { description: 'The event, ticket type or ticket that it concerns.' })
  id!: string;

  @Field(() => String, { description: 'What the one record says.' })
  expected!: string;

  @Field(() => String, { description: 'What the other says.' })
  actual!: string;
}

@Directive('@inaccessible')
@ObjectType('AuditedTicket', { description: 'A ticket, as whoever sold it compares it with its own books.' })
export class AuditedTicket {
  @Field(() => ID, { description: 'The ticket.' })
  id!: string;

  @Field(() => ID, { description: 'The order that it was issued for.' })
  orderId!: string;

  @Field(() => ID, { description: 'Its ticket type.' })
  ticketTypeId!: string;

  @Field(() => Boolean, { description: 'Whether it is good: valid or used, not cancelled or refunded.' })
  good!: boolean;
}

@Directive('@inaccessible')
@ObjectType('AuditedHoldLine', { description: 'Tickets of one type that a hold keeps.' })
export class AuditedHoldLine {
  @Field(() => ID, { description: 'The ticket type.' })
  ticketTypeId!: string;

  @Field(() => Int, { description: 'How many.' })
  quantity!: number;
}

@Directive('@inaccessible')
@ObjectType('AuditedHold', { description: 'A hold that keeps tickets now, as whoever asked for it knows it.' })
export class AuditedHold {
  @Field(() => ID, { description: 'The hold.' })
  id!: string;

  @Field(() => ID, { description: 'Whose tickets it keeps.' })
  organizationId!: string;

  @Field(() => DateTime, { description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => [AuditedHoldLine], { description: 'What it keeps.' })
  lines!: AuditedHoldLine[];
}
