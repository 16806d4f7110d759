import type { RunFrame } from '../protocol.ts';
import { GuestContext } from './guest-context.ts';
import type { PooledIsolate } from './isolate-pool.ts';
import { HOT_MS } from './kept-context.ts';
import { stopIsolate } from './stop-isolate.ts';

const POLL_MS = 20;

/**
 * Loads the bundle of an isolate that is called often into a context for the next call, which then need not wait for it. A
 * bundle that takes more time for this than a call has costs the isolate: the next call starts with a new one, and meets
 * its limits itself.
 */
export async function prepareStandby(pooled: PooledIsolate, call: RunFrame, wedged: () => void): Promise<void> {
  const { isolate, lastCall } = pooled;
  pooled.lastCall = performance.now();
  if (isolate.isDisposed || pooled.standby || !pooled.script || pooled.lastCall - lastCall > HOT_MS) return;
  const cpuAtStart = isolate.cpuTime;
  let loading = true;
  const watch = setInterval(() => {
    if (isolate.isDisposed || Number(isolate.cpuTime - cpuAtStart) / 1e6 < call.limits.cpuMs) return;
    clearInterval(watch);
    stopIsolate(isolate, () => loading, wedged);
  }, POLL_MS);
  try {
    pooled.standby = await GuestContext.load(pooled, '', call);
  } catch {
    if (!isolate.isDisposed) isolate.dispose();
  } finally {
    loading = false;
    clearInterval(watch);
  }
}
