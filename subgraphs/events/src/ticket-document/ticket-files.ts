import type { ImageStore } from '../image/image-store.ts';

const FOLDER = 'tickets/';
const HOUR = 3_600_000;
/** Milliseconds between two looks of one process. */
const PAUSE = 600_000;
/** Files that one look removes at most; the next one goes on. */
const MOST = 1_000;
const AT_ONCE = 20;

/** Names an hour, such as `2027-05-01T18`. */
const hourOf = (time: number) => new Date(time).toISOString().slice(0, 13);

/**
 * The files of tickets in object storage. A file is made anew each time somebody asks for it and its link is good for
 * minutes, so that it is kept for an hour or two: longer than its link, and no longer than the ticket is what it says.
 */
export class TicketFiles {
  private readonly store: ImageStore;
  private readonly now: () => number;
  private nextLook = 0;

  constructor(store: ImageStore, now = () => Date.now()) {
    this.store = store;
    this.now = now;
  }

  /** Keeps a file, in the place of one of that name (without a slash) that was made in the same hour. Returns its key. */
  async keep(name: string, bytes: Buffer, file: { type: string; fileName: string }): Promise<string> {
    const key = `${FOLDER}${hourOf(this.now())}/${name}`;
    await this.store.putFile(key, bytes, file);
    return key;
  }

  link(key: string, seconds: number): Promise<string> {
    return this.store.fileLink(key, seconds);
  }

  /** Removes what is kept no longer, once in ten minutes. Returns how many files. */
  async sweep(): Promise<number> {
    if (this.now() < this.nextLook) return 0;
    this.nextLook = this.now() + PAUSE;
    // Into these two hours' folders files may still come, or links lead. Whatever else is there is nobody's any more.
    const kept = [this.now(), this.now() - HOUR].map(time => `${FOLDER}${hourOf(time)}/`);
    let removed = 0;
    for (const folder of await this.store.foldersIn(FOLDER)) {
      if (kept.includes(folder)) continue;
      const keys = await this.store.keysIn(folder, MOST - removed);
      for (let at = 0; at < keys.length; at += AT_ONCE) {
        await Promise.all(keys.slice(at, at + AT_ONCE).map(key => this.store.remove(key)));
      }
      removed += keys.length;
      if (removed < MOST) continue;
      this.nextLook = 0;
      break;
    }
    return removed;
  }
}
