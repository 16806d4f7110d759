import { Arg, Ctx, FieldResolver, Int, Resolver, Root, Scoped } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { EventObject } from '../event/event.type.ts';
import { OrganizationReference } from './organization.type.ts';

/** What this subgraph adds to an organization. Anyone can be handed a reference: the service looks at whose it is. */
@Resolver(() => OrganizationReference)
export class OrganizationResolver {
  @Scoped('events:read')
  @FieldResolver(() => [EventObject], {
    description:
      'Its published events that are not over, also those that are not public, next start first. Needs the scope events:read; of another organization there are none.',
  })
  upcomingEvents(
    @Root() organization: OrganizationReference,
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 50.' }) first: number,
    @Ctx() { upcomingEvents }: EventsContext,
  ) {
    return upcomingEvents.of(organization.id, first);
  }
}
