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
