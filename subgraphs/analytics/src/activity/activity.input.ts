import { DateTime, Field, ID, InputType } from '@ticketbase/subgraph-kit/graphql';

@InputType('ActivityFilter', { description: 'Which entries of the activity log to list; all conditions hold.' })
export class ActivityFilter {
  @Field(() => [String], { nullable: true, description: 'Only these happenings, e.g. event.published; 50 at most.' })
  names?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only what this user, token, installation or service did.' })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what concerns this event.' })
  eventId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what was done to the thing with this id.' })
  subjectId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only from this instant on.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only before this instant.' })
  to?: Date | null;
}
