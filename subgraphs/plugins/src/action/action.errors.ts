import { DomainError, type Issue } from '@ticketbase/kernel';

/** The organization does not have the plugin. */
export class PluginNotInstalledError extends DomainError {
  static readonly code = 'PLUGIN_NOT_INSTALLED';
  static readonly summary = 'The organization has not installed the plugin.';
  constructor(pluginId: string) {
    super(`${pluginId} is not installed.`);
  }
}

/** The organization has switched the plugin off. */
export class PluginDisabledError extends DomainError {
  static readonly code = 'PLUGIN_DISABLED';
  static readonly summary = 'The organization has disabled the plugin.';
  constructor(pluginId: string) {
    super(`${pluginId} is disabled.`);
  }
}

/** The installed version has no such action. */
export class PluginActionNotFoundError extends DomainError {
  static readonly code = 'PLUGIN_ACTION_NOT_FOUND';
  static readonly summary = 'The installed version of the plugin has no action of this name.';
  constructor(pluginId: string, action: string) {
    super(`${pluginId} has no action ${action}.`);
  }
}

/** The input breaks the action's schema. */
export class PluginInputInvalidError extends DomainError {
  static readonly code = 'PLUGIN_INPUT_INVALID';
  static readonly summary = 'The action’s input breaks its schema; `issues` says where and what.';
  constructor(issues: readonly Issue[]) {
    super('The input of the action is not valid.', { issues });
  }
}

/** Too many runs in a short time. */
export class PluginRateLimitedError extends DomainError {
  static readonly code = 'PLUGIN_RATE_LIMITED';
  static readonly summary = 'The plugin was run too often; `retryAfter` says in how many seconds to try again.';
  constructor(retryAfter: number) {
    super(`The plugin was run too often. Try again in ${retryAfter} s.`, { details: { retryAfter } });
  }
}
