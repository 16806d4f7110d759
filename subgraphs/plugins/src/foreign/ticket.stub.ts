import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A ticket, owned by events: here only pointed at by contexts. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Ticket', { description: 'The right of one person to enter an event once.' })
export class TicketStub {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
