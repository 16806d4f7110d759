import type { EntityManager } from '@mikro-orm/postgresql';
import { NotFoundError } from '@ticketbase/kernel';
import type { ActionService } from '../action/action.service.ts';
import type { ActionOutcome } from '../action/action-outcome.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import type { InstallationService } from '../installation/installation.service.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import { PluginScheduleEntity, type ScheduledRun } from './plugin-schedule.entity.ts';
import type { PluginScheduleType } from './schedule.type.ts';

export interface ScheduleParts {
  readonly em: EntityManager;
  readonly plugins: PluginService;
  readonly installations: InstallationService;
  readonly actions: ActionService;
}

/** What runs by itself, and how that goes. */
export class ScheduleService {
  private readonly parts: ScheduleParts;

  constructor(parts: ScheduleParts) {
    this.parts = parts;
  }

  /** The schedules of the installed version, by name. Throws FORBIDDEN. */
  async of(installation: PluginInstallation): Promise<PluginScheduleType[]> {
    const { em, plugins, installations } = this.parts;
    installations.requireView(installation);
    const { manifest } = await plugins.code(installation.versionId);
    const declared = Object.entries(manifest.schedules);
    if (declared.length === 0) return [];
    const rows = await em.find(PluginScheduleEntity, { installationId: installation.id });
    return declared.sort().map(([name, { cron, timeZone, action }]) => {
      const row = rows.find(each => each.name === name);
      const nextRunAt = installation.enabled ? (row?.nextRunAt ?? null) : null;
      const lastRun = row?.lastRun ? { ...row.lastRun, startedAt: new Date(row.lastRun.startedAt) } : null;
      return { name, cron, timeZone, action, nextRunAt, lastRun };
    });
  }

  /**
   * Runs one now, as the viewer: whoever starts it must hold what the plugin was granted. When it comes next by itself stays as
   * it is. Throws NOT_FOUND, and what refuses an action.
   */
  async runNow(installationId: string, name: string): Promise<ActionOutcome> {
    const { plugins, installations, actions } = this.parts;
    const installation = await installations.find(installationId);
    if (!installation) throw new NotFoundError('The installation');
    const { manifest } = await plugins.code(installation.versionId);
    const schedule = Object.hasOwn(manifest.schedules, name) ? manifest.schedules[name] : undefined;
    if (!schedule) throw new NotFoundError('The schedule');
    const { action, params } = schedule;
    const startedAt = new Date().toISOString();
    const outcome = await actions.execute({ pluginId: installation.pluginId, action, params });
    const { ok, durationMs, requestId, error } = outcome;
    await this.note(installation, name, {
      ...{ startedAt, ok, durationMs, requestId },
      error: error && { code: error.code, message: error.message },
    });
    return outcome;
  }

  private async note({ id }: PluginInstallation, name: string, run: ScheduledRun): Promise<void> {
    await this.parts.em.nativeUpdate(PluginScheduleEntity, { installationId: id, name }, { lastRun: run });
  }
}
