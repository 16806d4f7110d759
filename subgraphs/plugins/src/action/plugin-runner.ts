import type { EntityManager } from '@mikro-orm/postgresql';
import { type Logger, newId } from '@ticketbase/kernel';
import { withholdSettings } from '@ticketbase/plugin-sdk/manifest';
import type { OpenConfiguration } from '../configuration/configuration.service.ts';
import { redactor } from '../configuration/masking.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import { type PluginLog, PluginLogEntity } from '../log/plugin-log.entity.ts';
import type { BundleStore } from '../object-storage/bundle-store.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';
import { toStorable } from '../storable-text.ts';
import type { PluginStorage } from '../storage/plugin-storage.ts';
import type { PluginGraphql } from './plugin-graphql.ts';
import type { LogLine, PluginHost, PluginResult } from './plugin-host.ts';

/** Lines of one run that are kept; the host drops what is far beyond. */
const MOST_LINES = 200;

export interface PluginRun {
  readonly installation: PluginInstallation;
  readonly code: CompiledVersion;
  readonly configuration: OpenConfiguration;
  readonly kind: 'action' | 'hook' | 'lifecycle';
  /** The action's or the event's name, or that of the exported function. */
  readonly name: string;
  readonly params: unknown;
  readonly requestId: string;
  /** Who asks for an action, by `callerOf`. */
  readonly caller?: string;
  readonly signal?: AbortSignal;
  /** The upgrade whose staged storage it works on; the installation's own if absent. */
  readonly upgradeId?: string;
}

/** How a run ended, and what the plugin wrote meanwhile; without sensitive settings, apart from an answer's data. */
export interface FinishedRun {
  readonly result: PluginResult;
  readonly lines: readonly LogLine[];
}

/** Runs the code of installations in the plugin host, and answers what it asks of the platform. */
export class PluginRunner {
  private readonly host: PluginHost;
  private readonly bundles: BundleStore;
  private readonly storage: PluginStorage;
  private readonly graphql: PluginGraphql;
  private readonly logger: Logger;

  constructor(parts: {
    host: PluginHost;
    bundles: BundleStore;
    storage: PluginStorage;
    graphql: PluginGraphql;
    logger: Logger;
  }) {
    this.host = parts.host;
    this.bundles = parts.bundles;
    this.storage = parts.storage;
    this.graphql = parts.graphql;
    this.logger = parts.logger;
  }

  /** Never throws for what the plugin did. */
  async run(run: PluginRun): Promise<FinishedRun> {
    const { installation, code, configuration, requestId } = run;
    const { version } = code;
    const redact = redactor(configuration.secrets);
    const lines: LogLine[] = [];
    const { given, withheld } = withholdSettings(code.manifest, configuration.settings);
    const result = await this.host.run({
      organizationId: installation.organizationId,
      pluginId: installation.pluginId,
      version: version.version,
      integrity: version.integrity,
      loadBundle: () => this.loadBackend(code),
      loadSourceMap: () => this.bundles.readSourceMap(version.integrity),
      kind: run.kind,
      name: run.name,
      params: run.params,
      configuration: given,
      network: code.manifest.network,
      secrets: withheld,
      requestId,
      caller: run.caller,
      signal: run.signal,
      onHostCall: (name, args) => this.answer(run, name, args),
      onLog: line => {
        if (lines.length < MOST_LINES) lines.push(redact(line));
        else if (lines.length === MOST_LINES)
          lines.push({ level: 'warn', message: 'Further lines of this run are dropped.', at: line.at });
      },
    });
    return { lines, result: result.ok ? result : { ...result, error: publicFailure(redact(result.error)) } };
  }

  private answer(
    { installation, code, requestId, upgradeId }: PluginRun,
    name: string,
    args: unknown,
  ): Promise<unknown> {
    if (name === 'graphql')
      return this.graphql.hostCall(installation, installation.grantedPermissions, args, requestId);
    const { id, organizationId } = installation;
    return this.storage.call({ id, organizationId, versionId: code.version.id, upgradeId }, name, args);
  }

  private async loadBackend({ version }: CompiledVersion): Promise<string> {
    try {
      return await this.bundles.readText(version.integrity, 'backend.js', version.backendIntegrity ?? '');
    } catch (error) {
      // The host learns only that there is no code; why is for the operator.
      this.logger.error({ err: error, plugin: version.pluginId, version: version.version }, 'plugin code not loaded');
      throw error;
    }
  }
}

/** What a bundle is called that the host cannot load is already the name of a refused upload. */
const publicFailure = <Failure extends { code: string }>(failure: Failure): Failure =>
  failure.code === 'PLUGIN_BUNDLE_INVALID' ? { ...failure, code: 'PLUGIN_CODE_UNUSABLE' } : failure;

/** Keeps the log of a run. */
export async function keepLog(em: EntityManager, run: PluginRun, finished: FinishedRun): Promise<void> {
  await em.insertMany(PluginLogEntity, logOf(run, finished));
}

/** The lines of a run, and one about how it ended, as they are kept. */
export function logOf(run: PluginRun, { result, lines }: FinishedRun): PluginLog[] {
  const { installation, name, requestId } = run;
  const took = `${Math.round(result.durationMs)} ms`;
  const summary: LogLine = result.ok
    ? { level: 'info', message: `${name} finished in ${took}.`, at: new Date().toISOString() }
    : {
        level: 'error',
        message: `${name} failed after ${took}: ${result.error.message}`,
        fields: { code: result.error.code },
        at: new Date().toISOString(),
      };
  return [...lines, summary].map(line => ({
    id: newId(),
    organizationId: installation.organizationId,
    installationId: installation.id,
    level: line.level,
    message: toStorable(line.message),
    fields: toStorable(line.fields ?? null),
    source: name,
    requestId,
    at: new Date(line.at),
  }));
}
