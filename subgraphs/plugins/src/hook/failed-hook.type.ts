import { Connection, DateTime, Field, ID, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { PluginRunErrorType } from '../schedule/schedule.type.ts';

@ObjectType('FailedHook', {
  description: 'An event that a hook failed at as often as it is tried; kept for 30 days, to be run again.',
})
export class FailedHookType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'The event’s name, e.g. order.confirmed: the hook of that name failed.' })
  event!: string;

  @Field(() => ID, { description: 'The event’s id, as the hook is told it.' })
  eventId!: string;

  @Field(() => DateTime, { description: 'When the event happened.' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: 'When it was tried for the last time.' })
  failedAt!: Date;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => PluginRunErrorType, { description: 'Why it failed the last time.' })
  error!: PluginRunErrorType;

  @Field(() => ID, { description: 'The request that led to the event, as the log names it.' })
  requestId!: string;
}

export const FailedHookConnection = Connection(() => FailedHookType, 'FailedHook');
