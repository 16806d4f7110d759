import type { EntityManager } from '@mikro-orm/postgresql';
import { type AnyDomainEvent, type DomainEvent, newId, Viewer } from '@ticketbase/kernel';
import { HOOK_EVENTS, type HookEvent } from '@ticketbase/plugin-sdk/manifest';
import type { Jobs } from '@ticketbase/subgraph-kit';
import { entityOf } from './hook/entity-of.ts';
import { HookDeliveryEntity } from './hook/hook-delivery.entity.ts';
import { PluginInstallationEntity } from './installation/installation.entity.ts';
import { PluginService } from './plugin/plugin.service.ts';
import type { VersionCodeCache } from './plugin/version-code.ts';
import { scopeOfHook } from './publication/manifest.policy.ts';

/**
 * Queues every event that plugins may hook into for the installations that listen to it. Their code runs later and
 * apart from one another, so that a plugin that fails or hangs holds up no event and no other plugin.
 */
export function pluginJobs(codes: VersionCodeCache): Jobs {
  const queue = async (event: DomainEvent<HookEvent>, em: EntityManager) => {
    const plugins = new PluginService(em, Viewer.service('plugins', event.organizationId), codes);
    const installations = await em.find(PluginInstallationEntity, { enabled: true, uninstalledAt: null });
    const scope = scopeOfHook(event.name);
    const rows = [];
    for (const { id, organizationId, versionId, grantedPermissions } of installations) {
      const { manifest } = await plugins.code(versionId);
      if (!manifest.hooks.includes(event.name) || !grantedPermissions.includes(scope)) continue;
      const now = new Date();
      rows.push({
        ...{ id: newId(), organizationId, installationId: id, eventId: event.id, event: event as AnyDomainEvent },
        ...{ entityId: entityOf(event), attempts: 0, nextAttemptAt: now, createdAt: now },
      });
    }
    if (rows.length > 0) await em.insertMany(HookDeliveryEntity, rows);
  };
  return Object.fromEntries(HOOK_EVENTS.map(name => [name, queue])) as Jobs;
}
