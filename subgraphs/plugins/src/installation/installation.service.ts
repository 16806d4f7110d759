import { type FilterQuery, LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type DomainEvent,
  domainEvent,
  ForbiddenError,
  isId,
  NotFoundError,
  newId,
  type Viewer,
} from '@ticketbase/kernel';
import { platformIssue } from '@ticketbase/plugin-sdk/manifest';
import { type Page, paginate, recordEvents } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import { ungrantable } from '../consent/consent.policy.ts';
import { type Consent, type Consented, consentOf, consentTo, NO_CONSENT } from '../consent/consent.ts';
import type { PluginRequest } from '../consent/plugin-request.ts';
import { type PluginLog, PluginLogEntity } from '../log/plugin-log.entity.ts';
import type { Plugin, PluginVersion } from '../plugin/plugin.entity.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import { deletedAt } from '../removal/removal.policy.ts';
import { planSchedules } from '../schedule/plan-schedules.ts';
import { storedBytes } from '../storage/stored-bytes.ts';
import { type PluginInstallation, PluginInstallationEntity } from './installation.entity.ts';
import {
  AlreadyInstalledError,
  PluginPlatformIncompatibleError,
  PluginVersionDeprecatedError,
  PluginVersionNotAvailableError,
} from './installation.errors.ts';
import { canViewInstallation } from './installation.policy.ts';

/** What is installed in the viewer's organization. */
export class InstallationService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly requestId: string;
  private readonly plugins: PluginService;
  private readonly byId = new DataLoader<string, PluginInstallation | null>(ids => this.loadMany(ids));
  private readonly bytesById = new DataLoader<string, number>(ids => storedBytes(this.em, ids));

  constructor(em: EntityManager, viewer: Viewer, requestId: string, plugins: PluginService) {
    this.em = em;
    this.viewer = viewer;
    this.requestId = requestId;
    this.plugins = plugins;
  }

  /** Every installation of the organization, by the plugin's id. */
  list(): Promise<PluginInstallation[]> {
    this.viewer.require('plugins:read');
    return this.em.find(PluginInstallationEntity, { uninstalledAt: null }, { orderBy: { pluginId: 'asc' } });
  }

  async find(id: string): Promise<PluginInstallation | null> {
    const installation = isId(id) ? await this.byId.load(id) : null;
    return installation && canViewInstallation(this.viewer, installation) ? installation : null;
  }

  /**
   * Installs the plugin, disabled, so that it can be configured first. Throws NOT_FOUND,
   * PLUGIN_VERSION_NOT_AVAILABLE, PERMISSIONS_NOT_GRANTED, BAD_USER_INPUT, FORBIDDEN or ALREADY_INSTALLED.
   */
  async install(pluginId: string, wanted: string | null | undefined, given: Consent): Promise<PluginInstallation> {
    const organizationId = this.viewer.require('plugins:manage');
    const plugin = await this.plugins.find(pluginId);
    if (!plugin) throw new NotFoundError('The plugin');
    const version = await this.installable(plugin, wanted);
    const { whole } = consentTo(this.viewer, version, NO_CONSENT, given);
    const existing = await this.em.findOne(PluginInstallationEntity, { pluginId, uninstalledAt: null });
    if (existing) throw new AlreadyInstalledError(pluginId, existing.id);
    const installation = this.em.create(PluginInstallationEntity, {
      id: newId(),
      organizationId,
      pluginId,
      versionId: version.id,
      enabled: false,
      grantedPermissions: [...whole.scopes],
      consented: whole.requests,
      configuration: {},
      sealedConfiguration: {},
      installedAt: new Date(),
      updatedAt: new Date(),
    });
    const payload = { ...this.reference(installation, version), ...told(whole) };
    try {
      await this.save(installation, domainEvent('plugin.installed', payload, this.by()));
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new AlreadyInstalledError(pluginId);
      throw error;
    }
    return installation;
  }

  /**
   * Changes the version. What was consented to stays so as far as the version asks for it; `given` adds to it.
   * @param adapt makes the settings fit the version's manifest
   */
  upgrade(
    id: string,
    wanted: string,
    given: Consent,
    adapt: (installation: PluginInstallation, version: PluginVersion, em: EntityManager) => Promise<void>,
  ): Promise<PluginInstallation> {
    return this.change(id, async (installation, em) => {
      const plugin = await this.plugins.pluginOf(installation.pluginId);
      const previous = await this.plugins.version(installation.versionId);
      const version = await this.installable(plugin, wanted);
      const { whole, added } = this.consent(installation, previous, version, given);
      await adapt(installation, version, em);
      installation.versionId = version.id;
      await planSchedules(em, installation, this.plugins.codeOf(version).manifest, { anew: false });
      installation.grantedPermissions = [...whole.scopes];
      installation.consented = whole.requests;
      const reference = this.reference(installation, version);
      const payload = { ...reference, previousVersion: previous.version, ...told(added) };
      return domainEvent('plugin.upgraded', payload, this.by());
    });
  }

  /** What an upgrade would lead to, with all its checks; nothing changes. Throws as `upgrade` does. */
  async planUpgrade(id: string, wanted: string, given: Consent) {
    this.viewer.require('plugins:manage');
    const installation = await this.find(id);
    if (!installation) throw new NotFoundError('The installation');
    const previous = await this.plugins.version(installation.versionId);
    const version = await this.installable(await this.plugins.pluginOf(installation.pluginId), wanted);
    const { whole } = this.consent(installation, previous, version, given);
    return { installation, version, granted: whole.scopes };
  }

  /** @param check throws if the plugin cannot run as it is set up */
  enable(id: string, check: (installation: PluginInstallation) => Promise<unknown>): Promise<PluginInstallation> {
    return this.switch(id, true, check);
  }

  disable(id: string): Promise<PluginInstallation> {
    return this.switch(id, false);
  }

  /** Removes the plugin from the organization. Its data stays in the database for 30 days, out of everyone's reach. */
  async uninstall(id: string): Promise<boolean> {
    await this.change(id, async installation => {
      const version = await this.plugins.version(installation.versionId);
      installation.enabled = false;
      // An upgrade that is under way finds nothing to finish.
      installation.upgradeId = null;
      installation.upgradingUntil = null;
      installation.uninstalledAt = new Date();
      return domainEvent('plugin.uninstalled', this.reference(installation, version), this.by());
    });
    return true;
  }

  /**
   * Brings back what was uninstalled, as it was then, disabled. Throws NOT_FOUND once its time is over, ALREADY_INSTALLED,
   * PLUGIN_VERSION_NOT_AVAILABLE, or FORBIDDEN to whoever could not grant it what it was granted.
   */
  async restore(id: string): Promise<PluginInstallation> {
    this.viewer.require('plugins:manage');
    const removed = isId(id) ? await this.em.findOne(PluginInstallationEntity, { id }) : null;
    if (!removed?.uninstalledAt || deletedAt(removed.uninstalledAt) <= new Date())
      throw new NotFoundError('The uninstalled plugin');
    const version = await this.plugins.version(removed.versionId);
    if (version.status !== 'PUBLISHED' && version.status !== 'DEPRECATED')
      throw new PluginVersionNotAvailableError(removed.pluginId, version.version);
    const [beyond] = ungrantable(this.viewer, removed.grantedPermissions);
    if (beyond) throw new ForbiddenError(beyond);
    try {
      return await this.changeWhere({ id, uninstalledAt: { $ne: null } }, async installation => {
        installation.uninstalledAt = null;
        const payload = { ...this.reference(installation, version), ...told(consentOf(installation, version)) };
        return domainEvent('plugin.installed', payload, this.by());
      });
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new AlreadyInstalledError(removed.pluginId);
      throw error;
    }
  }

  /** What it was allowed beside scopes. Throws FORBIDDEN. */
  async consented(installation: PluginInstallation): Promise<readonly PluginRequest[]> {
    this.requireView(installation);
    return consentOf(installation, await this.plugins.version(installation.versionId)).requests;
  }

  /** The bytes that it keeps in its storage. Throws FORBIDDEN. */
  storageBytes(installation: PluginInstallation): Promise<number> {
    this.requireView(installation);
    return this.bytesById.load(installation.id);
  }

  /** A page of its log, newest first. Throws FORBIDDEN. */
  logs(installation: PluginInstallation, page: ConnectionArgs): Promise<Page<PluginLog>> {
    this.requireView(installation);
    const where = { installationId: installation.id };
    return paginate(this.em, PluginLogEntity, page, { where, orderBy: { at: 'desc', id: 'desc' } });
  }

  /** Throws FORBIDDEN for whoever reached the installation through a component of it only. */
  requireView(installation: PluginInstallation): void {
    if (!canViewInstallation(this.viewer, installation)) throw new ForbiddenError('plugins:read');
  }

  /**
   * Changes one installation under a lock on its row, and records the event that `work` returns. Throws NOT_FOUND.
   */
  async change(
    id: string,
    work: (installation: PluginInstallation, em: EntityManager) => Promise<DomainEvent | null>,
  ): Promise<PluginInstallation> {
    this.viewer.require('plugins:manage');
    if (!isId(id)) throw new NotFoundError('The installation');
    return this.changeWhere({ id, uninstalledAt: null }, work);
  }

  private changeWhere(
    where: FilterQuery<PluginInstallation>,
    work: (installation: PluginInstallation, em: EntityManager) => Promise<DomainEvent | null>,
  ): Promise<PluginInstallation> {
    return this.em.transactional(async em => {
      // The row as it is now, not as this request may have read it before it got the lock.
      const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      const installation = await em.findOne(PluginInstallationEntity, where, options);
      if (!installation) throw new NotFoundError('The installation');
      const event = await work(installation, em);
      installation.updatedAt = new Date();
      await em.flush();
      if (event) await recordEvents(em, event);
      return installation;
    });
  }

  private switch(
    id: string,
    enabled: boolean,
    check?: (installation: PluginInstallation) => Promise<unknown>,
  ): Promise<PluginInstallation> {
    return this.change(id, async (installation, em) => {
      if (installation.enabled === enabled) return null;
      await check?.(installation);
      const version = await this.plugins.version(installation.versionId);
      installation.enabled = enabled;
      if (enabled) await planSchedules(em, installation, this.plugins.codeOf(version).manifest, { anew: true });
      const name = enabled ? 'plugin.enabled' : 'plugin.disabled';
      return domainEvent(name, this.reference(installation, version), this.by());
    });
  }

  private async installable(plugin: Plugin, wanted: string | null | undefined): Promise<PluginVersion> {
    const versions = wanted ? await this.plugins.versionsOf(plugin) : [await this.plugins.latestOf(plugin)];
    const version = versions.find(each => each.status === 'PUBLISHED' && (!wanted || each.version === wanted));
    const deprecated = versions.find(each => each.status === 'DEPRECATED' && (!wanted || each.version === wanted));
    if (!version && deprecated)
      throw new PluginVersionDeprecatedError(plugin.id, deprecated.version, deprecated.reviewNote ?? null);
    if (!version) throw new PluginVersionNotAvailableError(plugin.id, wanted ?? 'yet');
    if (platformIssue(version.manifest))
      throw new PluginPlatformIncompatibleError(plugin.id, version.manifest.platform);
    return version;
  }

  private consent(installation: PluginInstallation, from: PluginVersion, to: PluginVersion, given: Consent): Consented {
    return consentTo(this.viewer, to, consentOf(installation, from), given);
  }

  private reference(installation: PluginInstallation, version: PluginVersion) {
    return { installationId: installation.id, pluginId: installation.pluginId, version: version.version };
  }

  private by() {
    return { viewer: this.viewer, requestId: this.requestId };
  }

  private async save(installation: PluginInstallation, event: DomainEvent): Promise<void> {
    await this.em.transactional(async em => {
      em.persist(installation);
      await em.flush();
      await recordEvents(em, event);
    });
  }

  private async loadMany(ids: readonly string[]) {
    const found = await this.em.find(PluginInstallationEntity, { id: { $in: [...ids] }, uninstalledAt: null });
    const byId = new Map(found.map(installation => [installation.id, installation]));
    return ids.map(id => byId.get(id) ?? null);
  }
}

/** How the activity log tells what was consented to. */
const told = ({ scopes, requests }: Consent) => ({
  grantedPermissions: [...scopes],
  consented: requests.map(({ kind, name }) => ({ kind, name })),
});
