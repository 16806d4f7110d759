import {
  type PluginCall,
  type PluginResult,
  type SpawnedPluginHost,
  type SpawnOptions,
  spawnPluginHost,
} from '../src/client.ts';
import { HOSTILE_BUNDLE } from './hostile-plugin.ts';

/** A real host process, and a short way to call the hostile plugin in it. */
export async function startHost(options: SpawnOptions = {}) {
  const spawned: SpawnedPluginHost = await spawnPluginHost({ workers: 1, ...options });
  const run = (name: string, params: unknown = {}, change: Partial<PluginCall> = {}): Promise<PluginResult> =>
    spawned.host.run({
      organizationId: 'org-a',
      pluginId: 'hostile',
      version: '1.0.0',
      integrity: 'sha256-hostile',
      loadBundle: async () => HOSTILE_BUNDLE,
      kind: 'action',
      name,
      params,
      configuration: {},
      network: [],
      requestId: 'req-1',
      onHostCall: async () => null,
      onLog: () => {},
      ...change,
    });
  return { spawned, run };
}

/** The code a call ended with, or `ok`. */
export const codeOf = (result: PluginResult) => (result.ok ? 'ok' : result.error.code);
