import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An event, owned by events, with what payments adds to it. */
@Directive('@key(fields: "id")')
@ObjectType('Event', { description: 'Something people buy tickets for.' })
export class EventStub {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
