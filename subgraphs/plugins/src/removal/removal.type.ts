import { DateTime, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('UninstalledPlugin', {
  description: 'A plugin that was removed, with settings and data that are still kept.',
})
export class UninstalledPluginType {
  @Field(() => ID, { description: 'The id of its installation, which it has again when it is restored.' })
  id!: string;

  @Field(() => String, { description: 'The version that was installed.' })
  version!: string;

  @Field(() => DateTime, { description: 'When it was removed.' })
  uninstalledAt!: Date;

  @Field(() => DateTime, { description: 'When its settings and data are deleted for good.' })
  deletedAt!: Date;

  /** For the field `plugin`. */
  pluginId!: string;
}
