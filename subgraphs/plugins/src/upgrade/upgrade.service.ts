import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@ticketbase/kernel';
import type { ActionFailure } from '../action/action-outcome.ts';
import { keepLog, type PluginRun, type PluginRunner } from '../action/plugin-runner.ts';
import type { ConfigurationService } from '../configuration/configuration.service.ts';
import type { Consent } from '../consent/consent.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import type { InstallationService } from '../installation/installation.service.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';
import { dropStaged, stageStorage, unstageStorage } from './staged-storage.ts';
import { PluginUpgradeFailedError, PluginUpgradeRunningError } from './upgrade.errors.ts';
import { adapterOf, isUpgrading, UPGRADE_SECONDS } from './upgrade.policy.ts';

export interface UpgradeParts {
  readonly requestId: string;
  readonly runner: PluginRunner;
  readonly plugins: PluginService;
  readonly installations: InstallationService;
  readonly configurations: ConfigurationService;
  /** An EntityManager that sees the tenant's rows. */
  forkTenant(organizationId: string): EntityManager;
}

interface Adapting {
  readonly adapter: CompiledVersion;
  readonly from: CompiledVersion;
  readonly to: CompiledVersion;
  readonly granted: readonly string[];
}

/**
 * Changes the version of an installation, up or down, together with what it stores: the newer version's `onUpgrade` works on a
 * copy, which takes the original's place in the transaction that changes the version. Until then nothing has changed, whatever
 * happens to the code or to this process.
 */
export class UpgradeService {
  private readonly parts: UpgradeParts;

  constructor(parts: UpgradeParts) {
    this.parts = parts;
  }

  /**
   * Throws NOT_FOUND, PLUGIN_VERSION_NOT_AVAILABLE, PERMISSIONS_NOT_GRANTED, BAD_USER_INPUT, FORBIDDEN,
   * PLUGIN_UPGRADE_RUNNING or PLUGIN_UPGRADE_FAILED, and then nothing has changed.
   */
  async upgrade(id: string, wanted: string, given: Consent): Promise<PluginInstallation> {
    const { installations, plugins, configurations } = this.parts;
    const planned = await installations.planUpgrade(id, wanted, given);
    const from = await plugins.code(planned.installation.versionId);
    const to = plugins.codeOf(planned.version);
    const adapter = adapterOf(from, to);
    if (!adapter) return configurations.upgrade(id, wanted, given, async each => this.requireStill(each, from));
    const upgradeId = await this.begin(planned.installation, from);
    try {
      await this.adapt(planned.installation, upgradeId, { adapter, from, to, granted: planned.granted });
      return await configurations.upgrade(id, wanted, given, (each, em) => this.finish(each, upgradeId, em));
    } catch (error) {
      await this.abandon(planned.installation, upgradeId);
      throw error;
    }
  }

  /** Lets the plugin stand still, and makes the copy. */
  private async begin({ id }: PluginInstallation, from: CompiledVersion): Promise<string> {
    const upgradeId = newId();
    await this.parts.installations.change(id, async (installation, em) => {
      this.requireStill(installation, from);
      await stageStorage(em, installation);
      await em.execute(
        `update plugin_installation set upgrade_id = ?, upgrading_until = now() + make_interval(secs => ?)
          where id = ? and organization_id = ?`,
        [upgradeId, UPGRADE_SECONDS, id, installation.organizationId],
      );
      return null;
    });
    return upgradeId;
  }

  private async adapt(installation: PluginInstallation, upgradeId: string, adapting: Adapting): Promise<void> {
    const { runner, configurations, requestId, forkTenant } = this.parts;
    const { adapter, from, to, granted } = adapting;
    const run: PluginRun = {
      // Only what both versions may: the newer one's grants are not in force yet, an older one's not any more.
      installation: { ...installation, grantedPermissions: [...granted] },
      code: adapter,
      configuration: configurations.openAsIs(installation, adapter),
      ...{ kind: 'lifecycle', name: 'onUpgrade', requestId, upgradeId },
      params: { from: from.version.version, to: to.version.version },
    };
    const finished = await runner.run(run);
    await keepLog(forkTenant(installation.organizationId), run, finished);
    if (!finished.result.ok) throw new PluginUpgradeFailedError(finished.result.error);
  }

  private async finish(installation: PluginInstallation, upgradeId: string, em: EntityManager): Promise<void> {
    if (installation.upgradeId !== upgradeId || !isUpgrading(installation))
      throw new PluginUpgradeFailedError(TOO_LATE);
    await unstageStorage(em, installation);
    installation.upgradeId = null;
    installation.upgradingUntil = null;
  }

  private async abandon({ id, organizationId }: PluginInstallation, upgradeId: string): Promise<void> {
    await this.parts.forkTenant(organizationId).transactional(async em => {
      const mine = await em.execute(
        `update plugin_installation set upgrade_id = null, upgrading_until = null
          where id = ? and organization_id = ? and upgrade_id = ? returning id`,
        [id, organizationId, upgradeId],
      );
      if (mine.length > 0) await dropStaged(em, { id, organizationId });
    });
  }

  private requireStill(installation: PluginInstallation, from: CompiledVersion): void {
    if (isUpgrading(installation) || installation.versionId !== from.version.id)
      throw new PluginUpgradeRunningError(installation.pluginId);
  }
}

const TOO_LATE: Pick<ActionFailure, 'code' | 'message'> = {
  code: 'PLUGIN_TIMEOUT',
  message: `it took longer than ${UPGRADE_SECONDS} seconds`,
};
