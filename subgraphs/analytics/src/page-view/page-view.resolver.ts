import { Access, Arg, Ctx, ID, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { AnalyticsContext } from '../context.ts';

@Resolver()
export class PageViewResolver {
  @Access('public')
  @Mutation(() => Boolean, {
    description: 'Counts a view of an event’s public page. False if there is no such page; nothing is counted then.',
  })
  trackEventView(
    @Arg('eventId', () => ID, { description: 'The event that is looked at.' }) eventId: string,
    @Arg('referrer', () => String, {
      nullable: true,
      description: 'Where the visitor came from; only the host is kept.',
    })
    referrer: string | null,
    @Arg('visitorId', () => String, {
      nullable: true,
      description:
        'A random id that the browser keeps, 8 to 128 characters, to count visitors once; only a hash of it is kept. Without it the view counts, the visitor does not.',
    })
    visitorId: string | null,
    @Ctx() { pageViews }: AnalyticsContext,
  ): Promise<boolean> {
    return pageViews.track({ eventId, referrer, visitorId });
  }
}
