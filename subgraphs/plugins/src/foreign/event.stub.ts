import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An event, owned by events: here only pointed at by contexts. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Event', { description: 'Something people buy tickets for.' })
export class EventStub {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
