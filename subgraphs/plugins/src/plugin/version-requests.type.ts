import { Field, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('ScheduleDeclaration', { description: 'When a version of a plugin runs an action by itself.' })
export class ScheduleDeclarationType {
  @Field(() => String, { description: 'Its name in the manifest.' })
  name!: string;

  @Field(() => String, { description: 'Minute, hour, day of the month, month and day of the week.' })
  cron!: string;

  @Field(() => String, { description: 'The time zone that the hours are in.' })
  timeZone!: string;

  @Field(() => String, { description: 'The action that runs.' })
  action!: string;
}

@ObjectType('SecretDeclaration', { description: 'A setting of a plugin that is kept encrypted.' })
export class SecretDeclarationType {
  @Field(() => String, { description: 'Its name in the manifest.' })
  name!: string;

  @Field(() => String, { description: 'The name people see.' })
  title!: string;

  @Field(() => Boolean, {
    description: 'True if the platform puts it into requests, and the plugin’s code never gets it.',
  })
  withheld!: boolean;

  @Field(() => [String], { description: 'The only hosts that it may be sent to.' })
  hosts!: readonly string[];
}
