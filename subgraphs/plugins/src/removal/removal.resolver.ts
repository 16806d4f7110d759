import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import { PluginInstallationType } from '../installation/installation.type.ts';
import { PluginType } from '../plugin/plugin.type.ts';
import { UninstalledPluginType } from './removal.type.ts';

@Resolver(() => UninstalledPluginType)
export class RemovalResolver {
  @Access('plugins:manage')
  @Query(() => [UninstalledPluginType], {
    description: 'The plugins that were removed within 30 days and can be restored, the latest first.',
  })
  uninstalledPlugins(@Ctx() { removals }: PluginsContext) {
    return removals.list();
  }

  @Access('plugins:manage')
  @Mutation(() => Boolean, {
    description:
      'Removes a plugin, after its `onUninstall` has run, whatever comes of that. Its settings and data are deleted 30 days later.',
  })
  uninstallPlugin(
    @Arg('installationId', () => ID, { description: 'The installation.' }) installationId: string,
    @Ctx() { removals }: PluginsContext,
  ) {
    return removals.uninstall(installationId);
  }

  @Access('plugins:manage')
  @Mutation(() => PluginInstallationType, {
    description:
      'Brings back a plugin that was removed within 30 days, with its grants, settings and data; disabled, to be looked at first.',
  })
  restorePlugin(
    @Arg('installationId', () => ID, { description: 'The installation, as `uninstalledPlugins` names it.' })
    installationId: string,
    @Ctx() { installations }: PluginsContext,
  ) {
    return installations.restore(installationId);
  }

  @FieldResolver(() => PluginType, { description: 'The plugin.' })
  plugin(@Root() { pluginId }: UninstalledPluginType, @Ctx() { plugins }: PluginsContext) {
    return plugins.pluginOf(pluginId);
  }
}
