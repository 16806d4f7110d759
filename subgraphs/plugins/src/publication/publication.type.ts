import { Field, ID, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { PluginType, PluginVersionType } from '../plugin/plugin.type.ts';

/** What an operator decides about a version. */
export const ReviewDecision = { APPROVE: 'APPROVE', REJECT: 'REJECT', DEPRECATE: 'DEPRECATE' } as const;
export type ReviewDecision = keyof typeof ReviewDecision;
registerEnumType(ReviewDecision, {
  name: 'ReviewDecision',
  description: 'What an operator decides about a version of a plugin.',
  valuesConfig: {
    APPROVE: { description: 'Publishes a submitted version: it can be installed, and its actions join the schema.' },
    REJECT: { description: 'Refuses a submitted version.' },
    DEPRECATE: {
      description: 'Takes a published version out of the marketplace; where it is installed it still runs.',
    },
  },
});

@ObjectType('PluginPublicationWarning', { description: 'Where the schema cannot say all that the manifest says.' })
export class PluginPublicationWarningType {
  @Field(() => String, { description: 'Dotted path in plugin.json.' })
  path!: string;

  @Field(() => String, { description: 'What is lost.' })
  message!: string;
}

@ObjectType('PluginPublication', { description: 'What came of publishing a bundle.' })
export class PluginPublicationType {
  @Field(() => PluginType, { description: 'The plugin.' })
  plugin!: PluginType;

  @Field(() => PluginVersionType, { description: 'The version: PUBLISHED, or SUBMITTED until an operator reviews it.' })
  version!: PluginVersionType;

  @Field(() => ID, {
    nullable: true,
    description: 'The release of the supergraph that has its actions; null while it waits for a review.',
  })
  supergraphRelease!: string | null;

  @Field(() => [PluginPublicationWarningType], {
    description: 'Places where a typed mutation is looser than the manifest.',
  })
  warnings!: PluginPublicationWarningType[];
}
