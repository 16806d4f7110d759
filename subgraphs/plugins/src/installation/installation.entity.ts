import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { PluginRequest } from '../consent/plugin-request.ts';

/** A plugin in one organization: which version, what it may do, and how it is set up. */
export const PluginInstallationEntity = defineEntity({
  name: 'PluginInstallation',
  tableName: 'plugin_installation',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    pluginId: p.text(),
    versionId: p.uuid(),
    enabled: p.boolean(),
    grantedPermissions: p.json<string[]>(),
    /** What it was allowed beside scopes; null if it was installed before that was kept. */
    consented: p.json<readonly PluginRequest[]>().nullable(),
    /** The settings that are not sensitive. */
    configuration: p.json<Record<string, unknown>>(),
    /** The sensitive settings, each encrypted by itself. */
    sealedConfiguration: p.json<Record<string, string>>(),
    /** Part of the address that outside services call, encrypted; null until it is asked for. */
    sealedWebhookSecret: p.text().nullable(),
    /** The upgrade that is under way, and until when it may be: meanwhile the plugin stands still. */
    upgradeId: p.uuid().nullable(),
    upgradingUntil: p.datetime().nullable(),
    installedAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
    /** From then on it does not exist for anyone; its rows are deleted 30 days later. */
    uninstalledAt: p.datetime().nullable(),
  }),
});
export type PluginInstallation = InferEntity<typeof PluginInstallationEntity>;
