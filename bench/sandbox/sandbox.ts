import {
  type PluginResult,
  type SpawnedPluginHost,
  type SpawnOptions,
  spawnPluginHost,
} from '@ticketbase/plugin-host/client';
import { pluginBundle } from './plugin-bundle.ts';

/** A plugin host with a plugin of 60 KB. */
export interface Sandbox {
  readonly pid: number;
  /** Calls an action; the same tenant and plugin find their isolate again. Throws if it does not answer. */
  call(action: string, params?: unknown, who?: Partial<Who>): Promise<unknown>;
  /** The same, with how it ended. */
  run(action: string, params?: unknown, who?: Partial<Who>): Promise<PluginResult>;
  stop(): Promise<void>;
}

interface Who {
  readonly organizationId: string;
  readonly pluginId: string;
  /** The person whose calls may find what their last one left; nobody in particular unless said. */
  readonly caller: string;
}

/** Starts one on a socket of its own. */
export async function startSandbox(options: SpawnOptions = {}): Promise<Sandbox> {
  const spawned: SpawnedPluginHost = await spawnPluginHost({ logLevel: 'silent', ...options });
  const bundle = pluginBundle();
  const run: Sandbox['run'] = (name, params = {}, who = {}) =>
    spawned.host.run({
      ...{ organizationId: 'tenant', pluginId: 'seats', version: '1.0.0', integrity: 'sha256-seats', ...who },
      ...{ kind: 'action', name, params, configuration: {}, network: [], requestId: 'bench' },
      loadBundle: async () => bundle,
      onHostCall: async () => null,
      onLog() {},
    });
  return {
    pid: spawned.pid,
    run,
    async call(name, params, who) {
      const result = await run(name, params, who);
      if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
      return result.data;
    },
    stop: () => spawned.stop(),
  };
}
