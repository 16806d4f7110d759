import { Field, InputType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { PluginCategory } from './plugin.type.ts';

@InputType('PluginFilter', { description: 'Which plugins of the marketplace to list; all conditions must hold.' })
export class PluginFilterInput {
  @Field(() => String, { nullable: true, description: 'Words in the name, description, author or id.' })
  search?: string | null;

  @Field(() => PluginCategory, { nullable: true, description: 'What the plugin is mainly for.' })
  category?: keyof typeof PluginCategory | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'If true, only plugins with a version that waits for a review: all of them for operators, for publishers their own.',
  })
  awaitingReview?: boolean | null;
}

export const pluginFilterSchema = z.object({
  search: z.string().trim().max(200).nullish(),
  category: z.string().nullish(),
  awaitingReview: z.boolean().nullish(),
});
