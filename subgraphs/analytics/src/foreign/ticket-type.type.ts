import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** Owned by events; analytics only points at it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('TicketType', { description: 'One kind of ticket of an event, with its price and stock.' })
export class TicketTypeType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
