import { parentPort, workerData } from 'node:worker_threads';
import type { BUNDLE_FILES } from '@ticketbase/plugin-sdk/bundle';
import type { PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import { scanBundle } from './scan-bundle.ts';

/** What the thread is given. */
export interface ScanInput {
  readonly manifest: Pick<PluginManifest, 'network' | 'extensions'>;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly names: typeof BUNDLE_FILES;
}

const { manifest, files, names } = workerData as ScanInput;
parentPort!.postMessage(scanBundle(manifest, files, names));
