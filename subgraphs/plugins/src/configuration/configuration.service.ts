import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, type Viewer } from '@ticketbase/kernel';
import { sensitiveFields } from '@ticketbase/plugin-sdk/manifest';
import type { EncryptionKeys } from '@ticketbase/subgraph-kit';
import type { Consent } from '../consent/consent.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import type { InstallationService } from '../installation/installation.service.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import type { CompiledVersion, VersionCode } from '../plugin/version-code.ts';
import { PluginNotConfiguredError } from './configuration.errors.ts';
import { encryptionContext } from './field-address.ts';
import { knownSettings } from './known-settings.ts';
import { MASK } from './masking.ts';

type Settings = Record<string, unknown>;

/** The settings in the clear, for the plugin's own code only; `secrets` are the sensitive values among them. */
export interface OpenConfiguration {
  readonly settings: Settings;
  readonly secrets: readonly string[];
}

/** The settings of installations: checked, encrypted, masked. */
export class ConfigurationService {
  private readonly viewer: Viewer;
  private readonly requestId: string;
  private readonly installations: InstallationService;
  private readonly plugins: PluginService;
  private readonly encryption: EncryptionKeys;

  constructor(parts: {
    viewer: Viewer;
    requestId: string;
    installations: InstallationService;
    plugins: PluginService;
    encryption: EncryptionKeys;
  }) {
    this.viewer = parts.viewer;
    this.requestId = parts.requestId;
    this.installations = parts.installations;
    this.plugins = parts.plugins;
    this.encryption = parts.encryption;
  }

  /** Replaces the settings. Throws NOT_FOUND or BAD_USER_INPUT. */
  configure(id: string, given: unknown): Promise<PluginInstallation> {
    return this.installations.change(id, async installation => {
      if (!isSettings(given))
        throw new BadUserInputError([{ path: 'configuration', message: 'Must be an object of settings by name.' }]);
      const { version, checkConfiguration } = await this.plugins.code(installation.versionId);
      const before = this.openAll(installation);
      const after = unmask(given, before, this.sealedFields(installation, version));
      const issues = checkConfiguration(after);
      if (issues.length > 0)
        throw new BadUserInputError(
          issues.map(({ path, message }) => ({ path: ['configuration', ...path].join('.'), message })),
          'The configuration is not valid.',
        );
      const changed = changedFields(before, after);
      if (changed.length === 0) return null;
      this.seal(installation, version, after, changed);
      const { id: installationId, pluginId } = installation;
      const payload = { installationId, pluginId, version: version.version, changed };
      return domainEvent('plugin.configured', payload, { viewer: this.viewer, requestId: this.requestId });
    });
  }

  /** Lets the plugin run. Throws NOT_FOUND or PLUGIN_NOT_CONFIGURED. */
  enable(id: string): Promise<PluginInstallation> {
    return this.installations.enable(id, installation => this.openComplete(installation));
  }

  /**
   * Changes the version; settings that are sensitive from then on are encrypted. As InstallationService.upgrade.
   * @param before what else the change depends on, in its transaction
   */
  upgrade(
    id: string,
    wanted: string,
    given: Consent,
    before: (installation: PluginInstallation, em: EntityManager) => Promise<void>,
  ): Promise<PluginInstallation> {
    return this.installations.upgrade(id, wanted, given, async (installation, version, em) => {
      await before(installation, em);
      this.seal(installation, version, this.openAll(installation), []);
    });
  }

  /** What an administrator sees: every sensitive value is the mask. Throws FORBIDDEN. */
  async masked(installation: PluginInstallation): Promise<Settings> {
    this.installations.requireView(installation);
    const { manifest } = await this.plugins.code(installation.versionId);
    const plain = Object.entries(installation.configuration);
    const hidden = sensitiveFields(manifest).filter(field => Object.hasOwn(installation.configuration, field));
    const masked = [...hidden, ...Object.keys(installation.sealedConfiguration)].map(field => [field, MASK]);
    return knownSettings(manifest.configSchema, { ...Object.fromEntries(plain), ...Object.fromEntries(masked) });
  }

  /** What the plugin's own components see, and with them every buyer's browser: nothing sensitive, not even a mask. */
  async visibleToComponents(installation: PluginInstallation): Promise<Settings> {
    const { manifest } = await this.plugins.code(installation.versionId);
    const sensitive = sensitiveFields(manifest);
    const plain = Object.entries(installation.configuration).filter(([field]) => !sensitive.includes(field));
    return knownSettings(manifest.configSchema, Object.fromEntries(plain));
  }

  async isComplete(installation: PluginInstallation): Promise<boolean> {
    this.installations.requireView(installation);
    const { version, checkConfiguration } = await this.plugins.code(installation.versionId);
    return checkConfiguration(this.open(installation, version).settings).length === 0;
  }

  /** The settings in the clear, complete for the installed version. Throws PLUGIN_NOT_CONFIGURED. */
  async openComplete(installation: PluginInstallation): Promise<OpenConfiguration> {
    const { version, checkConfiguration } = await this.plugins.code(installation.versionId);
    const open = this.open(installation, version);
    const issues = checkConfiguration(open.settings);
    if (issues.length === 0) return open;
    const named = issues.map(({ path, message }) => ({ path: ['configuration', ...path].join('.'), message }));
    throw new PluginNotConfiguredError(installation.pluginId, named);
  }

  /** The settings in the clear, whether or not they are complete, as one of the plugin's versions sees them. */
  openAsIs(installation: PluginInstallation, { version }: CompiledVersion): OpenConfiguration {
    return this.open(installation, version);
  }

  private open(installation: PluginInstallation, version: Pick<VersionCode, 'manifest'>): OpenConfiguration {
    const all = this.openAll(installation);
    // A field that became sensitive with an upgrade is kept out of logs and answers as well.
    const sensitive = [...Object.keys(installation.sealedConfiguration), ...sensitiveFields(version.manifest)];
    const secrets = new Set(sensitive.map(field => all[field]).filter(isText));
    return { settings: knownSettings(version.manifest.configSchema, all), secrets: [...secrets] };
  }

  /** All that is stored, also what the version does not know. */
  private openAll({ organizationId, pluginId, configuration, sealedConfiguration }: PluginInstallation): Settings {
    const sealed = Object.entries(sealedConfiguration).map(([field, value]) => [
      field,
      this.encryption.decrypt(value, encryptionContext({ organizationId, pluginId, field })),
    ]);
    return { ...configuration, ...Object.fromEntries(sealed) };
  }

  /**
   * The settings that are kept encrypted: those that the version calls sensitive, and those that an earlier one did. An upgrade to a
   * version that says so no more, or does not know them, opens nothing that was given as a secret.
   */
  private sealedFields(installation: PluginInstallation, version: Pick<VersionCode, 'manifest'>): string[] {
    return [...sensitiveFields(version.manifest), ...Object.keys(installation.sealedConfiguration)];
  }

  /** Stores the settings; a sensitive one that did not change keeps its ciphertext. */
  private seal(
    installation: PluginInstallation,
    version: Pick<VersionCode, 'manifest'>,
    settings: Settings,
    changed: string[],
  ): void {
    const { organizationId, pluginId, sealedConfiguration } = installation;
    const named = sensitiveFields(version.manifest);
    const isOpened = (field: string) => changed.includes(field) && !named.includes(field);
    const sealed = this.sealedFields(installation, version).filter(field => !isOpened(field));
    const sensitive = new Set(sealed);
    const entries = Object.entries(settings);
    installation.configuration = Object.fromEntries(entries.filter(([field]) => !sensitive.has(field)));
    installation.sealedConfiguration = Object.fromEntries(
      entries
        .filter(([field]) => sensitive.has(field))
        .map(([field, value]) => {
          const kept = changed.includes(field) ? undefined : sealedConfiguration[field];
          return [
            field,
            kept ?? this.encryption.encrypt(String(value), encryptionContext({ organizationId, pluginId, field })),
          ];
        }),
    );
  }
}

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** Puts the stored value where the mask came back; a mask for what was never set is nothing. */
function unmask(given: Settings, stored: Settings, sensitive: readonly string[]): Settings {
  const entries = Object.entries(given).map(([field, value]) =>
    value === MASK && sensitive.includes(field) ? [field, stored[field]] : [field, value],
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function changedFields(before: Settings, after: Settings): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return fields.filter(field => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
