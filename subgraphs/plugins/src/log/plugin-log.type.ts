import { Connection, DateTime, Field, ID, Json, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

export const PluginLogLevel = { DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
registerEnumType(PluginLogLevel, {
  name: 'PluginLogLevel',
  description: 'How serious a line of a log is.',
  valuesConfig: {
    DEBUG: { description: 'For whoever develops the plugin.' },
    INFO: { description: 'Something ordinary happened.' },
    WARN: { description: 'Something may be wrong.' },
    ERROR: { description: 'Something failed.' },
  },
});

@ObjectType('PluginLog', { description: 'One line of an installation’s log.' })
export class PluginLogType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  at!: Date;

  @Field(() => PluginLogLevel, { description: 'How serious it is.' })
  level!: string;

  @Field(() => String, { description: 'What it says.' })
  message!: string;

  @Field(() => Json, { nullable: true, description: 'Facts that go with it.' })
  fields!: object | null;

  @Field(() => String, { description: 'The action or event that was being handled.' })
  source!: string;

  @Field(() => ID, { description: 'The request that led to it.' })
  requestId!: string;
}

export const PluginLogConnection = Connection(() => PluginLogType, 'PluginLog');
