import { DomainError } from '@ticketbase/kernel';

/** The organization has not allowed what the plugin asks for. */
export class PermissionsNotGrantedError extends DomainError {
  static readonly code = 'PERMISSIONS_NOT_GRANTED';
  static readonly summary = 'The plugin asks for scopes that were not granted; `missing` names them.';
  constructor(missing: readonly string[]) {
    super(`The plugin needs permissions that are not granted: ${missing.join(', ')}.`, { details: { missing } });
  }
}

/** The plugin is installed in this organization. */
export class AlreadyInstalledError extends DomainError {
  static readonly code = 'ALREADY_INSTALLED';
  static readonly summary = 'The organization has this plugin already; `installationId` names the installation.';
  constructor(pluginId: string, installationId?: string) {
    super(`${pluginId} is installed already.`, { details: installationId ? { installationId } : undefined });
  }
}

/** The version is there, but not to be installed. */
export class PluginVersionNotAvailableError extends DomainError {
  static readonly code = 'PLUGIN_VERSION_NOT_AVAILABLE';
  static readonly summary = 'The plugin has no published version of this number.';
  constructor(pluginId: string, version: string) {
    super(`${pluginId} has no published version ${version}.`);
  }
}
