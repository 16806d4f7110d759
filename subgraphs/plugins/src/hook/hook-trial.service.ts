import {
  type AnyDomainEvent,
  domainEvent,
  ForbiddenError,
  isScope,
  NotFoundError,
  payloadSchema,
  type Viewer,
  withoutSecrets,
} from '@ticketbase/kernel';
import type { HookEvent } from '@ticketbase/plugin-sdk/manifest';
import { parseInput } from '@ticketbase/subgraph-kit';
import { PluginDisabledError, PluginRateLimitedError } from '../action/action.errors.ts';
import type { ActionOutcome } from '../action/action-outcome.ts';
import type { ConfigurationService } from '../configuration/configuration.service.ts';
import type { PluginsPlatform } from '../context.ts';
import type { InstallationService } from '../installation/installation.service.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import { PluginUpgradeRunningError } from '../upgrade/upgrade.errors.ts';
import { isUpgrading } from '../upgrade/upgrade.policy.ts';
import { hasHook, runHook } from './run-hook.ts';

export interface HookTrialParts extends Pick<PluginsPlatform, 'runner' | 'records' | 'memberRate'> {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly plugins: PluginService;
  readonly installations: InstallationService;
  readonly configurations: ConfigurationService;
}

/** Hooks that somebody runs by hand, of events that they write themselves. */
export class HookTrialService {
  private readonly parts: HookTrialParts;

  constructor(parts: HookTrialParts) {
    this.parts = parts;
  }

  /**
   * Tells the plugin, and nobody else, of an event that did not happen. Whoever does must hold what the plugin was granted. It is
   * told once, and before what waits. Throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, PLUGIN_DISABLED, PLUGIN_UPGRADE_RUNNING,
   * PLUGIN_NOT_CONFIGURED or PLUGIN_RATE_LIMITED; how the hook itself fares is in the outcome.
   */
  async run(installationId: string, name: string, given: unknown): Promise<ActionOutcome> {
    const { viewer, requestId, plugins, installations, configurations, memberRate } = this.parts;
    const organizationId = viewer.require('plugins:manage');
    const installation = await installations.find(installationId);
    if (!installation) throw new NotFoundError('The installation');
    const code = await plugins.code(installation.versionId);
    if (!hasHook(code, name)) throw new NotFoundError('The hook');
    const lacking = installation.grantedPermissions.filter(isScope).find(scope => !viewer.can(scope, organizationId));
    if (lacking) throw new ForbiddenError(lacking);
    const payload = parseInput(payloadSchema(name as HookEvent), given, 'payload');
    if (!installation.enabled) throw new PluginDisabledError(installation.pluginId);
    if (isUpgrading(installation)) throw new PluginUpgradeRunningError(installation.pluginId);
    const configuration = await configurations.openComplete(installation);
    const wait = await memberRate.take(installation.id);
    if (wait !== undefined) throw new PluginRateLimitedError(wait);
    const by = { viewer, requestId, organizationId };
    const event = withoutSecrets(domainEvent(name as HookEvent, payload as never, by) as AnyDomainEvent);
    const { result } = await runHook(this.parts, { installation, code, configuration, event, viewer });
    const durationMs = Math.round(result.durationMs);
    const error = result.ok ? null : result.error;
    return { ok: result.ok, data: null, error, durationMs, requestId };
  }
}
