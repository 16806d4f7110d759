import type { UploadedFile } from '@ticketbase/subgraph-kit';
import { Access, Arg, Ctx, ID, Mutation, Resolver, Upload } from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import { PluginVersionType } from '../plugin/plugin.type.ts';
import { PluginPublicationType, ReviewDecision } from './publication.type.ts';

@Resolver()
export class PublicationResolver {
  @Access('plugins:publish')
  @Mutation(() => PluginPublicationType, {
    description:
      'Publishes a bundle that `ticketbase-plugin build` made, or submits it for review. If any step fails, nothing changes.',
  })
  publishPlugin(
    @Arg('bundle', () => Upload, { description: 'The bundle, a zip archive.' }) bundle: UploadedFile,
    @Ctx() { publications }: PluginsContext,
  ) {
    return publications.publish(bundle);
  }

  @Access('operator')
  @Mutation(() => PluginVersionType, { description: 'For operators of the platform: decides about a version.' })
  reviewPlugin(
    @Arg('pluginId', () => ID, { description: 'The plugin.' }) pluginId: string,
    @Arg('version', () => String, { description: 'The version.' }) version: string,
    @Arg('decision', () => ReviewDecision, { description: 'What becomes of it.' }) decision: ReviewDecision,
    @Arg('note', () => String, { nullable: true, description: 'Why, for its publisher.' })
    note: string | null | undefined,
    @Ctx() { publications }: PluginsContext,
  ) {
    return publications.review(pluginId, version, decision, note);
  }
}
