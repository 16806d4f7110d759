import { type AnyDomainEvent, domainEvent, type Viewer } from '@ticketbase/kernel';
import { type FinishedRun, logOf, type PluginRun } from '../action/plugin-runner.ts';
import type { OpenConfiguration } from '../configuration/configuration.service.ts';
import type { PluginsPlatform } from '../context.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';

/** A hook of an installation, and the event that it is told of. */
export interface HookRun {
  readonly installation: PluginInstallation;
  readonly code: CompiledVersion;
  readonly configuration: OpenConfiguration;
  readonly event: AnyDomainEvent;
  /** In whose name it runs. */
  readonly viewer: Viewer;
}

/** Tells a hook of an event, and keeps what it wrote and how it went. Never throws for what the plugin did. */
export async function runHook(
  { runner, records }: Pick<PluginsPlatform, 'runner' | 'records'>,
  { installation, code, configuration, event, viewer }: HookRun,
): Promise<FinishedRun> {
  const { organizationId, pluginId, id: installationId } = installation;
  const { id, name, version, occurredAt, payload, requestId } = event;
  const params = { id, name, version, organizationId, occurredAt, payload };
  const run: PluginRun = { installation, code, configuration, kind: 'hook', name, params, requestId };
  const finished = await runner.run(run);
  const { result } = finished;
  const executed = domainEvent(
    'plugin.hook_executed',
    {
      ...{ installationId, pluginId, version: code.version.version, hook: name },
      ...{ ok: result.ok, errorCode: result.ok ? null : result.error.code },
      durationMs: Math.round(result.durationMs),
    },
    { viewer, requestId },
  );
  await records.keep({ lines: logOf(run, finished), news: executed });
  return finished;
}

/** Whether the version has a hook for events of this name. */
export const hasHook = ({ manifest }: CompiledVersion, event: string): boolean =>
  (manifest.hooks as readonly string[]).includes(event);
