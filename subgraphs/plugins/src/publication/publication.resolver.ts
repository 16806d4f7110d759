import type { UploadedFile } from '@ticketbase/subgraph-kit';
import {
  Access,
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Resolver,
  Root,
  Upload,
} from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import type { PluginVersion } from '../plugin/plugin.entity.ts';
import { PluginVersionType } from '../plugin/plugin.type.ts';
import { PluginPublicationType, ReviewDecision } from './publication.type.ts';
import { PluginReviewType } from './review.type.ts';

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

  @Access('plugins:publish')
  @Mutation(() => PluginVersionType, {
    description:
      'Takes a published version of the organization’s own plugin out of the marketplace. Where it is installed it still runs, and is shown with the reason.',
  })
  deprecatePluginVersion(
    @Arg('pluginId', () => ID, { description: 'The plugin.' }) pluginId: string,
    @Arg('version', () => String, { description: 'The version.' }) version: string,
    @Arg('reason', () => String, { description: 'Why, and what to use instead, for those who have it installed.' })
    reason: string,
    @Ctx() { publications }: PluginsContext,
  ) {
    return publications.deprecate(pluginId, version, reason);
  }

  @Access('operator')
  @Mutation(() => PluginVersionType, { description: 'For operators of the platform: decides about a version.' })
  reviewPlugin(
    @Arg('pluginId', () => ID, { description: 'The plugin.' }) pluginId: string,
    @Arg('version', () => String, { description: 'The version.' }) version: string,
    @Arg('decision', () => ReviewDecision, { description: 'What becomes of it.' }) decision: ReviewDecision,
    @Arg('note', () => String, { nullable: true, description: 'Why, for its publisher; needed to reject.' })
    note: string | null | undefined,
    @Ctx() { publications }: PluginsContext,
  ) {
    return publications.review(pluginId, version, decision, note);
  }
}

@Resolver(() => PluginVersionType)
export class VersionReviewResolver {
  @FieldResolver(() => PluginReviewType, {
    nullable: true,
    description: 'What it is reviewed by; null for all but operators and the plugin’s publisher.',
  })
  review(@Root() version: PluginVersion, @Ctx() { reviews }: PluginsContext) {
    return reviews.of(version);
  }
}
