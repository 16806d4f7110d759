import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import type { NotificationsContext } from '../context.ts';
import { NotificationFilter } from './notification.input.ts';
import { NotificationAttemptType, NotificationConnection, NotificationType } from './notification.type.ts';

@Resolver(() => NotificationType)
export class NotificationResolver {
  @Access('notifications:read')
  @Query(() => NotificationConnection, { description: 'Messages of the viewer’s organization, newest first.' })
  notifications(
    @Arg('filter', () => NotificationFilter, { nullable: true, description: 'Which ones to list; all if absent.' })
    filter: NotificationFilter | null,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { notifications }: NotificationsContext,
  ) {
    return notifications.list(filter, page);
  }

  @Access('notifications:write')
  @Mutation(() => NotificationType, { description: 'Sends a template with sample values, to see how it looks.' })
  sendTestNotification(
    @Arg('template', () => String, { description: 'The kind of message, e.g. order-confirmed.' }) template: string,
    @Arg('to', () => String, {
      description: 'Who gets it: the e-mail address of a member, or a number such as +49301234567.',
    })
    to: string,
    @Arg('idempotencyKey', () => String, { nullable: true, description: 'The same key sends it once.' })
    idempotencyKey: string | null,
    @Ctx() { notifications }: NotificationsContext,
  ) {
    return notifications.sendTest(template, to, idempotencyKey);
  }

  @FieldResolver(() => [NotificationAttemptType], { description: 'The attempts to hand it over, first to last.' })
  attemptLog(@Root() { id }: NotificationType, @Ctx() { notifications }: NotificationsContext) {
    return notifications.attempts(id);
  }
}
