import type { Page } from '@ticketbase/subgraph-kit';
import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import { type PluginRequest, requestsOf } from '../consent/plugin-request.ts';
import { PluginRequestType } from '../consent/plugin-request.type.ts';
import type { PluginsContext } from '../context.ts';
import { inputOf } from './component-input.ts';
import type { Plugin, PluginVersion } from './plugin.entity.ts';
import { PluginFilterInput } from './plugin.input.ts';
import {
  ExtensionDeclarationType,
  PluginActionType,
  PluginConnection,
  PluginType,
  PluginVersionType,
} from './plugin.type.ts';
import { schedulesOf, secretsOf } from './version-requests.ts';
import { ScheduleDeclarationType, SecretDeclarationType } from './version-requests.type.ts';

@Resolver(() => PluginType)
export class PluginResolver {
  @Access('public')
  @Query(() => PluginConnection, { description: 'The marketplace: every plugin with a published version, by name.' })
  plugins(
    @Arg('filter', () => PluginFilterInput, { nullable: true, description: 'Which plugins; all if absent.' })
    filter: PluginFilterInput | null | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { plugins }: PluginsContext,
  ): Promise<Page<Plugin>> {
    return plugins.list(filter, page);
  }

  @Access('public')
  @Query(() => PluginType, { nullable: true, description: 'The plugin with this id; null if there is none.' })
  plugin(
    @Arg('id', () => ID, { description: 'Its name in the marketplace.' }) id: string,
    @Ctx() { plugins }: PluginsContext,
  ) {
    return plugins.find(id);
  }

  @FieldResolver(() => [PluginVersionType], { description: 'Its releases, newest first.' })
  versions(@Root() plugin: Plugin, @Ctx() { plugins }: PluginsContext) {
    return plugins.versionsOf(plugin);
  }

  @FieldResolver(() => PluginVersionType, {
    nullable: true,
    description: 'The release with this number, if the viewer may see it.',
  })
  async version(
    @Root() plugin: Plugin,
    @Arg('version', () => String, { description: 'Its semantic version.' }) version: string,
    @Ctx() { plugins }: PluginsContext,
  ) {
    return (await plugins.versionsOf(plugin)).find(each => each.version === version);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True if the viewer may publish and deprecate its versions: for its organization’s publishers, and operators.',
  })
  viewerPublishes(@Root() plugin: Plugin, @Ctx() { plugins }: PluginsContext) {
    return plugins.isPublisher(plugin);
  }

  @FieldResolver(() => PluginVersionType, { description: 'The release that is offered.' })
  latest(@Root() plugin: Plugin, @Ctx() { plugins }: PluginsContext) {
    return plugins.latestOf(plugin);
  }
}

@Resolver(() => PluginVersionType)
export class PluginVersionResolver {
  @FieldResolver(() => [PluginActionType], { description: 'What it can be asked to do.' })
  actions(@Root() version: PluginVersion, @Ctx() { plugins }: PluginsContext): PluginActionType[] {
    return plugins.codeOf(version).actions.fields.map(field => {
      const action = version.manifest.actions[field.action];
      return {
        name: field.action,
        description: action?.description ?? action?.title ?? null,
        public: field.public,
        input: action?.input ?? {},
        output: action?.output ?? {},
        mutationField: field.mutationField,
        signature: field.signature,
      };
    });
  }

  @FieldResolver(() => [ExtensionDeclarationType], { description: 'Its components.' })
  extensions(@Root() { manifest, componentInputs }: PluginVersion): ExtensionDeclarationType[] {
    return manifest.extensions.map(({ target, component }) => {
      const { query = null, scopes = [], fields = [] } = inputOf(componentInputs, { target, component }) ?? {};
      return { target, component, query, scopes, fields };
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it should be used no longer, as whoever deprecated it said; null for other versions.',
  })
  deprecationReason(@Root() { status, reviewNote }: PluginVersion): string | null {
    return status === 'DEPRECATED' ? (reviewNote ?? null) : null;
  }

  @FieldResolver(() => [String], { description: 'The scopes that it asks an organization for.' })
  permissions(@Root() { manifest }: PluginVersion): string[] {
    return manifest.permissions;
  }

  @FieldResolver(() => [String], { description: 'The only hosts that its code may reach.' })
  network(@Root() { manifest }: PluginVersion): string[] {
    return manifest.network;
  }

  @FieldResolver(() => [PluginRequestType], {
    description: 'All that an organization must consent to where it is installed, beside the scopes.',
  })
  requests(@Root() version: PluginVersion): PluginRequest[] {
    return requestsOf(version);
  }

  @FieldResolver(() => [ScheduleDeclarationType], { description: 'When it runs by itself.' })
  schedules(@Root() { manifest }: PluginVersion): ScheduleDeclarationType[] {
    return schedulesOf(manifest);
  }

  @FieldResolver(() => [SecretDeclarationType], {
    description: 'The settings that are kept encrypted, and where they may go.',
  })
  secrets(@Root() { manifest }: PluginVersion): SecretDeclarationType[] {
    return secretsOf(manifest);
  }
}

export const pluginReferences = {
  Plugin: ({ id }: { id: string }, { plugins }: PluginsContext) => plugins.find(id),
};
