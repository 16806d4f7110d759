import { buildSubgraph, type SubgraphSchema } from '@ticketbase/subgraph-kit';
import { ActionResolver } from './action/action.resolver.ts';
import { ClientOperationResolver } from './client-operation/client-operation.resolver.ts';
import type { PluginsContext } from './context.ts';
import { contextTypes } from './extension/context.type.ts';
import { ExtensionPointResolver, ExtensionResolver, extensionReferences } from './extension/extension.resolver.ts';
import { FailedHookResolver } from './hook/failed-hook.resolver.ts';
import { HookTrialResolver } from './hook/hook-trial.resolver.ts';
import { InstallationResolver, installationReferences } from './installation/installation.resolver.ts';
import { PluginResolver, PluginVersionResolver, pluginReferences } from './plugin/plugin.resolver.ts';
import { PublicationResolver, VersionReviewResolver } from './publication/publication.resolver.ts';
import { RemovalResolver } from './removal/removal.resolver.ts';
import { ScheduleResolver } from './schedule/schedule.resolver.ts';
import { ReleaseResolver } from './supergraph/release.resolver.ts';
import { WebhookResolver } from './webhook/webhook.resolver.ts';

/** The subgraph without any plugin's actions; published ones are added while it runs. */
export const pluginsSchema: SubgraphSchema = buildSubgraph<PluginsContext>({
  name: 'plugins',
  resolvers: [
    PluginResolver,
    PluginVersionResolver,
    PublicationResolver,
    VersionReviewResolver,
    ReleaseResolver,
    ClientOperationResolver,
    InstallationResolver,
    ActionResolver,
    ExtensionResolver,
    ExtensionPointResolver,
    WebhookResolver,
    ScheduleResolver,
    RemovalResolver,
    FailedHookResolver,
    HookTrialResolver,
  ],
  types: contextTypes,
  references: { ...pluginReferences, ...installationReferences, ...extensionReferences },
});
