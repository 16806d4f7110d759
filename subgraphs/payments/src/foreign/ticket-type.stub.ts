import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A ticket type, owned by events: only pointed at from here. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('TicketType', { description: 'A kind of ticket of an event.' })
export class TicketTypeStub {
  @Field(() => ID, { description: 'The ticket type’s id.' })
  id!: string;
}
