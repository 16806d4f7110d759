import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A ticket type, owned by events: only pointed at from here. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('TicketType', { description: 'One kind of ticket of an event, with its price and stock.' })
export class TicketTypeStub {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
