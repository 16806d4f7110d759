import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import type { AnalyticsContext } from '../context.ts';
import { EventType } from '../foreign/event.type.ts';
import { ActivityFilter } from './activity.input.ts';
import { ActivityConnection } from './activity.type.ts';

@Resolver(() => EventType)
export class ActivityResolver {
  @Access('activity:read')
  @Query(() => ActivityConnection, { description: 'What was done in the viewer’s organization, newest first.' })
  activityLog(
    @Arg('filter', () => ActivityFilter, { nullable: true, description: 'Which entries to list; all if absent.' })
    filter: ActivityFilter | null,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { activities }: AnalyticsContext,
  ) {
    return activities.list(filter, page);
  }

  @Scoped('activity:read')
  @FieldResolver(() => ActivityConnection, {
    description: 'What was done about this event, newest first. Needs the scope activity:read.',
  })
  activity(
    @Root() event: EventType,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { activities }: AnalyticsContext,
  ) {
    return activities.ofEvent(event.id, page);
  }
}
