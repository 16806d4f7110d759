import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** Owned by events; analytics only points at it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('TicketType', { description: 'A kind of ticket that an event sells.' })
export class TicketTypeType {
  @Field(() => ID, { description: 'The ticket type’s id.' })
  id!: string;
}
