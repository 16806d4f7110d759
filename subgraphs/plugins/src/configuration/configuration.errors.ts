import { DomainError, type Issue } from '@ticketbase/kernel';

/** The settings of the installation do not satisfy its schema. */
export class PluginNotConfiguredError extends DomainError {
  static readonly code = 'PLUGIN_NOT_CONFIGURED';
  static readonly summary = 'The plugin’s settings are missing or not valid for its version; `issues` says which.';
  constructor(pluginId: string, issues: readonly Issue[]) {
    super(`${pluginId} is not configured.`, { issues });
  }
}
