import { Access, Arg, Ctx, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { NotificationsContext } from '../context.ts';

@Resolver()
export class PreferenceResolver {
  @Access('public')
  @Mutation(() => Boolean, {
    description:
      'Stops announcements of an organizer to whoever got this link. Tickets, refunds and the like still come. False for a token that is in no message.',
  })
  unsubscribe(
    @Arg('token', () => String, { description: 'The token from the link in the message.' }) token: string,
    @Ctx() { preferences }: NotificationsContext,
  ) {
    return preferences.unsubscribe(token);
  }
}
