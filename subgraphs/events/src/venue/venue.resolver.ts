import { Access, Args, ConnectionArgs, Ctx, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { VenueConnection } from './venue.type.ts';

@Resolver()
export class VenueResolver {
  @Access('events:read')
  @Query(() => VenueConnection, { description: "The places of the viewer's organization, newest first." })
  venues(@Args(() => ConnectionArgs) page: ConnectionArgs, @Ctx() { venues }: EventsContext) {
    return venues.list(page);
  }
}
