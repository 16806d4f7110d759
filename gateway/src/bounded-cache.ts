export interface BoundedCacheOptions<Value> {
  readonly maxEntries: number;
  /** With `sizeOf`, the most that all entries may weigh together: values, and as many characters as their keys have. */
  readonly maxSize?: number;
  sizeOf?(value: Value): number;
}

/** A map that forgets what was not asked for longest, so that no client can fill the memory with it. */
export class BoundedCache<Value> {
  private readonly options: BoundedCacheOptions<Value>;
  private readonly entries = new Map<string, { readonly value: Value; readonly size: number }>();
  private size = 0;

  constructor(options: BoundedCacheOptions<Value>) {
    this.options = options;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    // A Map keeps the order of insertion: to insert again is to become the youngest.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    const { maxEntries, maxSize = Number.POSITIVE_INFINITY, sizeOf } = this.options;
    // A long text as a key weighs as much as one that is a value.
    const size = sizeOf ? sizeOf(value) + key.length : 0;
    if (size > maxSize) return;
    this.entries.set(key, { value, size });
    this.size += size;
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= maxEntries && this.size <= maxSize) return;
      this.delete(oldest);
    }
  }

  /** All values, those asked for longest ago first. */
  *values(): Iterable<Value> {
    for (const { value } of this.entries.values()) yield value;
  }

  delete(key: string): boolean {
    const entry = this.entries.get(key);
    if (!entry) return false;
    this.size -= entry.size;
    return this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
    this.size = 0;
  }

  get count(): number {
    return this.entries.size;
  }
}
