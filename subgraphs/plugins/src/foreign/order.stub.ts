import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An order, owned by payments: here only pointed at by contexts. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Order', { description: 'A purchase of tickets, with its prices as they were at checkout.' })
export class OrderStub {
  @Field(() => ID, { description: 'The order’s id.' })
  id!: string;
}
