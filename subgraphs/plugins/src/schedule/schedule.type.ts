import { DateTime, Field, ID, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('PluginRunError', { description: 'Why a run in the background failed.' })
export class PluginRunErrorType {
  @Field(() => String, { description: 'What kind of failure it is, e.g. PLUGIN_TIMEOUT or PLUGIN_THREW.' })
  code!: string;

  @Field(() => String, { description: 'What the plugin, or the platform about it, says.' })
  message!: string;
}

@ObjectType('ScheduledRun', { description: 'A run that a schedule led to, or someone who ran it by hand.' })
export class ScheduledRunType {
  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => Boolean, { description: 'True if the plugin answered.' })
  ok!: boolean;

  @Field(() => Int, { description: 'Milliseconds that it took.' })
  durationMs!: number;

  @Field(() => ID, { description: 'The request, as its log names it.' })
  requestId!: string;

  @Field(() => PluginRunErrorType, { nullable: true, description: 'Why it failed; null if it did not.' })
  error!: PluginRunErrorType | null;
}

@ObjectType('PluginSchedule', { description: 'An action of a plugin that runs by itself.' })
export class PluginScheduleType {
  @Field(() => String, { description: 'Its name in the manifest.' })
  name!: string;

  @Field(() => String, { description: 'Minute, hour, day of the month, month and day of the week.' })
  cron!: string;

  @Field(() => String, { description: 'The time zone that the hours are in.' })
  timeZone!: string;

  @Field(() => String, { description: 'The action that runs.' })
  action!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it comes next; null while the plugin is disabled.' })
  nextRunAt!: Date | null;

  @Field(() => ScheduledRunType, { nullable: true, description: 'The run that ended last; null before the first.' })
  lastRun!: ScheduledRunType | null;
}
