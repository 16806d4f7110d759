import type { LifecycleFunction } from '@ticketbase/plugin-sdk/manifest';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';
import { compareVersions } from '../plugin/version-order.ts';

/** Longer than a run and what is around it may take; an upgrade whose process died holds up the plugin for so long. */
export const UPGRADE_SECONDS = 30;

/** Whether the plugin stands still, because what it stores is being adapted to another version. */
export const isUpgrading = ({ upgradingUntil }: Pick<PluginInstallation, 'upgradingUntil'>): boolean =>
  upgradingUntil !== null && upgradingUntil !== undefined && upgradingUntil > new Date();

/** The version whose code adapts what is stored: the newer one, since it knows both; undefined if it has no such code. */
export function adapterOf(from: CompiledVersion, to: CompiledVersion): CompiledVersion | undefined {
  if (from.version.id === to.version.id) return undefined;
  const newer = compareVersions(to.version.version, from.version.version) >= 0 ? to : from;
  return has(newer, 'onUpgrade') ? newer : undefined;
}

/** Whether the version's code exports the function. */
export const has = ({ manifest }: CompiledVersion, name: LifecycleFunction): boolean =>
  manifest.lifecycle.includes(name);
