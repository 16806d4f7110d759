import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BUNDLE_FILES, type PluginBundle } from '@ticketbase/plugin-sdk/bundle';
import type { Finding } from './finding.ts';
import type { ScanInput } from './scan-worker.ts';

/** Milliseconds for a bundle of the largest size, many times over. */
const TIME = 20_000;
const MEMORY = { maxOldGenerationSizeMb: 512, stackSizeMb: 4 };

/**
 * Looks through a bundle in a thread of its own: a stranger's code may be made to cost much to parse, and this one
 * answers requests meanwhile. Code that cannot be looked through is a severe finding.
 */
export async function scanInThread({ manifest, files }: PluginBundle): Promise<readonly Finding[]> {
  // In a bundle this module is in the folder above the thread's.
  const file = import.meta.url.endsWith('.ts') ? './scan-worker.ts' : './scan/scan-worker.js';
  const { network, extensions } = manifest;
  const input: ScanInput = { manifest: { network, extensions }, files, names: BUNDLE_FILES };
  const worker = new Worker(new URL(file, import.meta.url), { workerData: input, resourceLimits: MEMORY });
  try {
    const [findings] = (await once(worker, 'message', { signal: AbortSignal.timeout(TIME) })) as [Finding[]];
    return findings;
  } catch {
    const message = 'could not be looked through within the limits of time and memory';
    return [{ severity: 'SEVERE', code: 'NOT_PARSED', file: 'plugin.json', line: null, message }];
  } finally {
    await worker.terminate();
  }
}
