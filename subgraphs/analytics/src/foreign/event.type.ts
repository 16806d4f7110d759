import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** Owned by events; analytics adds figures and the activity log to it. */
@Directive('@key(fields: "id")')
@ObjectType('Event', { description: 'Something people buy tickets for.' })
export class EventType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
