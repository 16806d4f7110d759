import type { EntityManager, RequiredEntityData } from '@mikro-orm/postgresql';
import { type AnyDomainEvent, type DomainEvent, newId, Viewer } from '@ticketbase/kernel';
import { HOOK_EVENTS, type HookEvent } from '@ticketbase/plugin-sdk/manifest';
import type { JobBatch, Jobs } from '@ticketbase/subgraph-kit';
import { entityOf } from './hook/entity-of.ts';
import { type HookDelivery, HookDeliveryEntity } from './hook/hook-delivery.entity.ts';
import { type PluginInstallation, PluginInstallationEntity } from './installation/installation.entity.ts';
import { PluginService } from './plugin/plugin.service.ts';
import type { VersionCodeCache } from './plugin/version-code.ts';
import { scopeOfHook } from './publication/manifest.policy.ts';

/**
 * Queues every event that plugins may hook into for the installations that listen to it. Their code runs later and
 * apart from one another, so that a plugin that fails or hangs holds up no event and no other plugin. One batch is for
 * the events of one transaction: each organization's installations are read once in it.
 */
export function pluginJobs(codes: VersionCodeCache): JobBatch {
  const rows: RequiredEntityData<HookDelivery>[] = [];
  const enabled = new Map<string | null, Promise<PluginInstallation[]>>();
  const enabledOf = (organizationId: string | null, em: EntityManager) => {
    const known = enabled.get(organizationId);
    if (known) return known;
    const found = em.find(PluginInstallationEntity, { enabled: true, uninstalledAt: null });
    enabled.set(organizationId, found);
    return found;
  };
  const queue = async (event: DomainEvent<HookEvent>, em: EntityManager) => {
    const plugins = new PluginService(em, Viewer.service('plugins', event.organizationId), codes);
    const scope = scopeOfHook(event.name);
    for (const { id, organizationId, versionId, grantedPermissions } of await enabledOf(event.organizationId, em)) {
      const { manifest } = await plugins.code(versionId);
      if (!manifest.hooks.includes(event.name) || !grantedPermissions.includes(scope)) continue;
      const now = new Date();
      rows.push({
        ...{ id: newId(), organizationId, installationId: id, eventId: event.id, event: event as AnyDomainEvent },
        ...{ entityId: entityOf(event), attempts: 0, nextAttemptAt: now, createdAt: now },
      });
    }
  };
  return {
    jobs: Object.fromEntries(HOOK_EVENTS.map(name => [name, queue])) as Jobs,
    async finish(em) {
      if (rows.length > 0) await em.insertMany(HookDeliveryEntity, rows);
    },
  };
}
