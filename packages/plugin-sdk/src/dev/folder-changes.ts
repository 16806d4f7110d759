import { type FSWatcher, watch } from 'node:fs';

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLE_MS = 60;
/** What commands write themselves, and what is not the plugin's. */
const IGNORED = /(^|[\\/])(node_modules|dist|generated|\.[^\\/]*)([\\/]|$)/;

/** Tells of changes to the sources in a folder. */
export class FolderChanges {
  private readonly watcher: FSWatcher;
  private changed = false;
  private wake: (() => void) | undefined;
  private settling: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.watcher = watch(folder, { recursive: true }, (_, file) => {
      if (file === null || !IGNORED.test(file)) this.note();
    });
    // A folder that vanishes while it is watched is noticed when it is read.
    this.watcher.on('error', () => this.note());
  }

  /** Waits until something has changed since the last call; answers false if `signal` ended the waiting. */
  async next(signal: AbortSignal): Promise<boolean> {
    if (!this.changed && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
      await promise;
    }
    this.changed = false;
    return !signal.aborted;
  }

  close(): void {
    clearTimeout(this.settling);
    this.watcher.close();
  }

  private note(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.changed = true;
      this.wake?.();
    }, SETTLE_MS);
  }
}
