import { Access, Arg, Ctx, ID, Int, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { NotificationsContext } from '../context.ts';
import { MessageInput } from './message.input.ts';

@Resolver()
export class MessageResolver {
  @Access('notifications:write')
  @Mutation(() => Int, {
    description: 'Sends a message to everyone with a ticket of an event who has not unsubscribed; returns to how many.',
  })
  messageAttendees(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('input', () => MessageInput, { description: 'The message.' }) input: MessageInput,
    @Ctx() { messages }: NotificationsContext,
  ) {
    return messages.messageAttendees(eventId, input);
  }
}
