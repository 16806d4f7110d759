const MINUTE = 60_000;
/** Buckets kept; above that the oldest, which are the fullest, are forgotten. */
const KEPT = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** How often something may be done by a key. */
export interface ActionRate {
  /** Takes a turn. Answers the seconds to wait if there is none, else undefined. */
  take(key: string): number | undefined | Promise<number | undefined>;
}

/** Makes a rate that processes share; `name` tells it from others. */
export type CreateActionRate = (name: string, perMinute: number) => ActionRate;

/** Token buckets by key, in this process: `perMinute` runs at once, refilled steadily. */
export class RateLimit implements ActionRate {
  private readonly perMinute: number;
  private readonly now: () => number;
  private readonly buckets = new Map<string, Bucket>();

  constructor(perMinute: number, now: () => number = Date.now) {
    this.perMinute = perMinute;
    this.now = now;
  }

  /** Takes a token. Answers the seconds to wait for one if there is none, else undefined. */
  take(key: string): number | undefined {
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { tokens: this.perMinute, filledAt: now };
    const refilled = bucket.tokens + ((now - bucket.filledAt) / MINUTE) * this.perMinute;
    bucket.tokens = Math.min(this.perMinute, refilled);
    bucket.filledAt = now;
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > KEPT) this.buckets.delete(this.buckets.keys().next().value as string);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil(((1 - bucket.tokens) / this.perMinute) * 60));
    bucket.tokens -= 1;
    return undefined;
  }
}
