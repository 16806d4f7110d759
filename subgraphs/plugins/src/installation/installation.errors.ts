import { DomainError } from '@ticketbase/kernel';
import { PLATFORM_VERSION } from '@ticketbase/plugin-sdk/manifest';

/** The plugin is written for another platform. */
export class PluginPlatformIncompatibleError extends DomainError {
  static readonly code = 'PLUGIN_PLATFORM_INCOMPATIBLE';
  static readonly summary = 'The version asks for another version of the platform; `asked` and `platform` name both.';
  constructor(pluginId: string, asked: string) {
    super(`${pluginId} asks for a platform of ${asked}; this one is ${PLATFORM_VERSION}.`, {
      details: { asked, platform: PLATFORM_VERSION },
    });
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

/** The version still runs where it is installed, and is installed nowhere else. */
export class PluginVersionDeprecatedError extends DomainError {
  static readonly code = 'PLUGIN_VERSION_DEPRECATED';
  static readonly summary =
    'The version is deprecated and cannot be installed any more; `reason` says why, if that is known.';
  constructor(pluginId: string, version: string, reason: string | null) {
    super(`${pluginId} ${version} is deprecated.`, { details: { reason } });
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
