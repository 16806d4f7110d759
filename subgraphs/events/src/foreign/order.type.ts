import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An order, which `payments` owns, with what its tickets are found by. */
@Directive('@key(fields: "id")')
@ObjectType('Order', { description: 'A purchase of tickets, with its prices as they were at checkout.' })
export class OrderReference {
  @Field(() => ID, { description: 'The order’s id.' })
  id!: string;

  @Directive('@external')
  @Field(() => ID, { description: 'The organization that sells.' })
  organizationId!: string;

  @Directive('@external')
  @Field(() => ID, { description: 'The event that the tickets are for.' })
  eventId!: string;
}

/** One ticket type of an order. Its ticket type is a part of its key, so that `payments` is not asked for it again. */
@Directive('@key(fields: "id ticketTypeId")')
@ObjectType('OrderItem', { description: 'One ticket type of an order, as it was priced at checkout.' })
export class OrderItemReference {
  @Field(() => ID, { description: 'The item’s id.' })
  id!: string;

  @Directive('@inaccessible')
  @Field(() => ID, { description: 'The ticket type’s id, for subgraphs that add to items.' })
  ticketTypeId!: string;
}
