import { DateTime, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An admission as the supergraph sees it. */
@ObjectType('CheckIn', { description: 'One admission: at the door of an event, or to what a check-in list is for.' })
export class CheckInObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DateTime, { description: 'When the ticket was scanned.' })
  checkedInAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The device, if it scanned the ticket without a network.' })
  deviceId!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the admission was undone, if it was.' })
  undoneAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was undone, if somebody said so.' })
  undoReason!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When another scan of the ticket turned out to have been earlier, which counts in its place.',
  })
  supersededAt!: Date | null;
}
