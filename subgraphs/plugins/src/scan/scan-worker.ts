import { parentPort, workerData } from 'node:worker_threads';
import type { PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import { scanBundle } from './scan-bundle.ts';

/** What the thread is given. */
export interface ScanInput {
  readonly manifest: Pick<PluginManifest, 'network' | 'extensions'>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const { manifest, files } = workerData as ScanInput;
parentPort!.postMessage(scanBundle(manifest, files));
