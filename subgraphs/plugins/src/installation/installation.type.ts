import { DateTime, Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@Directive('@key(fields: "id")')
@ObjectType('PluginInstallation', { description: 'A plugin in one organization.' })
export class PluginInstallationType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => Boolean, { description: 'True if it runs and shows its components.' })
  enabled!: boolean;

  @Field(() => DateTime, { description: 'When it was installed.' })
  installedAt!: Date;
}
