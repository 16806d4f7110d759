import { parentPort, workerData } from 'node:worker_threads';
import { brokenDocuments, type StoredDocument } from './broken-documents.ts';

/** What the thread is given. */
export interface CompatibilityInput {
  readonly before: string;
  readonly after: string;
  readonly documents: readonly StoredDocument[];
}

const { before, after, documents } = workerData as CompatibilityInput;
parentPort!.postMessage(brokenDocuments(before, after, documents));
