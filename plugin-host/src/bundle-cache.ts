/** Keeps the code of recently used bundles, up to a number of bytes; the longest unused goes first. */
export class BundleCache {
  private readonly maxBytes: number;
  private readonly entries = new Map<string, string>();
  private bytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  get(key: string): string | undefined {
    const code = this.entries.get(key);
    if (code === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, code);
    return code;
  }

  set(key: string, code: string): void {
    if (this.entries.has(key) || code.length > this.maxBytes) return;
    this.entries.set(key, code);
    this.bytes += code.length;
    for (const [oldest, { length }] of this.entries) {
      if (this.bytes <= this.maxBytes) return;
      this.entries.delete(oldest);
      this.bytes -= length;
    }
  }
}
