import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLE_MS = 60;
/** What commands write themselves, and what is not the plugin's. */
const IGNORED = /(^|[\\/])(node_modules|dist|generated|\.[^\\/]*)([\\/]|$)/;

/**
 * Node's own recursive watch holds on to files, where the system does not watch recursively: of one that an editor replaced by
 * another it hears nothing any more. Folders hear of all that happens in them.
 */
const WATCHES_DEEP = process.platform === 'darwin' || process.platform === 'win32';

interface Watched {
  readonly watcher: FSWatcher;
  /** Which folder it is, whatever its name is by now. */
  readonly inode: number;
}

/** Tells of changes to the sources in a folder. */
export class FolderChanges {
  private readonly root: string;
  private readonly folders = new Map<string, Watched>();
  private changed = false;
  private wake: (() => void) | undefined;
  private settling: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.root = folder;
    this.watchFolders();
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
    for (const { watcher } of this.folders.values()) watcher.close();
    this.folders.clear();
  }

  private note(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      // Before whoever waits reads the folder: what comes later is heard of.
      this.watchFolders();
      this.changed = true;
      this.wake?.();
    }, SETTLE_MS);
  }

  /** Watches the folders that there are now, and no others. */
  private watchFolders(): void {
    const present = WATCHES_DEEP ? new Map([['', 0]]) : foldersBelow(this.root);
    for (const [folder, { watcher, inode }] of this.folders) {
      if (present.get(folder) === inode) continue;
      watcher.close();
      this.folders.delete(folder);
    }
    for (const [folder, inode] of present) {
      if (this.folders.has(folder)) continue;
      const watcher = this.watchFolder(folder);
      if (watcher) this.folders.set(folder, { watcher, inode });
    }
  }

  private watchFolder(folder: string): FSWatcher | undefined {
    try {
      const watcher = watch(path.join(this.root, folder), { recursive: WATCHES_DEEP }, (_, file) => {
        if (file === null || !IGNORED.test(path.join(folder, file))) this.note();
      });
      // A folder that vanishes while it is watched is noticed when it is read.
      watcher.on('error', () => this.note());
      return watcher;
    } catch (error) {
      // One that has gone meanwhile is heard of by the folder that it was in.
      if (folder === '') throw error;
      return undefined;
    }
  }
}

/** The folders with sources, by their paths below the root, which is ''; and which each of them is. */
function foldersBelow(root: string, folder = '', found = new Map<string, number>()): ReadonlyMap<string, number> {
  const inside = path.join(root, folder);
  const inode = statSync(inside, { throwIfNoEntry: false })?.ino;
  if (inode === undefined) return found;
  found.set(folder, inode);
  for (const entry of entriesOf(inside)) {
    const below = path.join(folder, entry.name);
    if (entry.isDirectory() && !IGNORED.test(below)) foldersBelow(root, below, found);
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It has gone between two looks.
    return [];
  }
}
