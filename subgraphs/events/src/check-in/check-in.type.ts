import { DateTime, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An admission as the supergraph sees it. */
@ObjectType('CheckIn', { description: 'One admission at the door.' })
export class CheckInObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DateTime, { description: 'When the bearer came in.' })
  checkedInAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the admission was undone, if it was.' })
  undoneAt!: Date | null;
}
