import type { EntityManager } from '@mikro-orm/postgresql';
import { type Logger, NotFoundError, type Viewer } from '@ticketbase/kernel';
import { keepLog, type PluginRun, type PluginRunner } from '../action/plugin-runner.ts';
import type { ConfigurationService } from '../configuration/configuration.service.ts';
import { type PluginInstallation, PluginInstallationEntity } from '../installation/installation.entity.ts';
import type { InstallationService } from '../installation/installation.service.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import { has, isUpgrading } from '../upgrade/upgrade.policy.ts';
import { deletedAt } from './removal.policy.ts';
import type { UninstalledPluginType } from './removal.type.ts';

export interface RemovalParts {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly runner: PluginRunner;
  readonly plugins: PluginService;
  readonly installations: InstallationService;
  readonly configurations: ConfigurationService;
  readonly logger: Logger;
}

/** Plugins that are removed, and those that come back. */
export class RemovalService {
  private readonly parts: RemovalParts;

  constructor(parts: RemovalParts) {
    this.parts = parts;
  }

  /**
   * Removes a plugin; what it stores is kept for a while, out of everyone's reach. Its `onUninstall` runs before, and keeps nobody
   * from removing it. Throws NOT_FOUND or FORBIDDEN.
   */
  async uninstall(id: string): Promise<boolean> {
    const { viewer, installations } = this.parts;
    viewer.require('plugins:manage');
    const installation = await installations.find(id);
    if (!installation) throw new NotFoundError('The installation');
    await this.sayGoodbye(installation).catch(error => {
      this.parts.logger.warn({ err: error, installationId: id }, 'onUninstall was not run');
    });
    return installations.uninstall(id);
  }

  /** What can be restored, the latest first. Throws FORBIDDEN. */
  async list(): Promise<UninstalledPluginType[]> {
    const { em, viewer, plugins } = this.parts;
    viewer.require('plugins:manage');
    const removed = await em.find(
      PluginInstallationEntity,
      { uninstalledAt: { $ne: null } },
      { orderBy: { uninstalledAt: 'desc', id: 'desc' } },
    );
    const shown = await Promise.all(
      removed.map(async ({ id, pluginId, versionId, uninstalledAt }) => ({
        ...{ id, pluginId, version: (await plugins.version(versionId)).version },
        ...{ uninstalledAt: uninstalledAt!, deletedAt: deletedAt(uninstalledAt!) },
      })),
    );
    return shown.filter(each => each.deletedAt > new Date());
  }

  private async sayGoodbye(installation: PluginInstallation): Promise<void> {
    const { em, plugins, configurations, runner, requestId } = this.parts;
    const code = await plugins.code(installation.versionId);
    if (!has(code, 'onUninstall') || isUpgrading(installation)) return;
    const configuration = configurations.openAsIs(installation, code);
    const run: PluginRun = {
      ...{ installation, code, configuration, requestId, params: {} },
      ...{ kind: 'lifecycle', name: 'onUninstall' },
    };
    await keepLog(em, run, await runner.run(run));
  }
}
