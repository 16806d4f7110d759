import {
  DEFAULT_LIMITS,
  type PluginCall,
  type PluginResult,
  type SpawnedPluginHost,
  spawnPluginHost,
} from '@ticketbase/plugin-host/client';

/** How long a host waits for the next run before it ends, so that a test's process can end too. */
const IDLE_MS = 2_000;

/** How long code may go on after a test has fired its signal: a busy machine is no reason to fail. */
export const TIDY_MS = 5_000;

let host: Promise<SpawnedPluginHost> | undefined;
let running = 0;
let idle: NodeJS.Timeout | undefined;

/** Runs a call in a plugin host of this process's own, which starts with the first call and ends soon after the last. */
export async function runInSharedHost(call: PluginCall): Promise<PluginResult> {
  clearTimeout(idle);
  running++;
  try {
    host ??= spawnPluginHost({ workers: 1, logLevel: 'warn', limits: { noticeMs: TIDY_MS } });
    const started = host;
    // A host that did not start is not kept: the next run tries anew.
    const { host: pluginHost } = await started.catch(error => {
      if (host === started) host = undefined;
      throw error;
    });
    return await pluginHost.run({ ...call, limits: { noticeMs: DEFAULT_LIMITS.noticeMs, ...call.limits } });
  } finally {
    running--;
    if (running === 0) idle = setTimeout(stopHost, IDLE_MS);
  }
}

function stopHost(): void {
  const stopping = host;
  host = undefined;
  void stopping?.then(each => each.stop());
}
