import { DomainError } from '@ticketbase/kernel';
import type { ActionFailure } from '../action/action-outcome.ts';
import { UPGRADE_SECONDS } from './upgrade.policy.ts';

/** The plugin stands still for a moment. */
export class PluginUpgradeRunningError extends DomainError {
  static readonly code = 'PLUGIN_UPGRADE_RUNNING';
  static readonly summary =
    'The plugin is being changed to another version; `retryAfter` says when that has ended at the latest.';
  constructor(pluginId: string) {
    super(`${pluginId} is being changed to another version.`, { details: { retryAfter: UPGRADE_SECONDS } });
  }
}

/** The other version could not adapt what is stored; everything is as before. */
export class PluginUpgradeFailedError extends DomainError {
  static readonly code = 'PLUGIN_UPGRADE_FAILED';
  static readonly summary =
    'The plugin’s `onUpgrade` failed, so version and storage are as before; `failure` says with which code.';
  constructor({ code, message }: Pick<ActionFailure, 'code' | 'message'>) {
    super(`The version was not changed: ${message}`, { details: { failure: code } });
  }
}
