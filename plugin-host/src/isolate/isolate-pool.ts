import ivm from 'isolated-vm';
import type { GuestContext } from './guest-context.ts';
import { dropKept, isOld, type KeptContext } from './kept-context.ts';

/** Whose code an isolate runs, and which. */
export interface IsolateOwner {
  readonly organizationId: string;
  readonly pluginId: string;
  readonly integrity: string;
}

/** An isolate that serves one call at a time, of one tenant, plugin and bundle only. */
export interface PooledIsolate {
  readonly tenant: string;
  readonly key: string;
  readonly isolate: ivm.Isolate;
  readonly memoryMb: number;
  /** What stands around the bundle in each context, compiled once. */
  runtime: ivm.Script | undefined;
  /** The compiled bundle, once a call has compiled it. */
  script: ivm.Script | undefined;
  /** Where the bundle is loaded already, for the next call. */
  standby: GuestContext | undefined;
  /** Where the last call ran, for the next one of the same caller. */
  kept: KeptContext | undefined;
  /** `performance.now()` when a call last ended in it. */
  lastCall: number;
}

interface Waiter {
  owner: IsolateOwner;
  key: string;
  memoryMb: number;
  resolve(isolate: PooledIsolate): void;
}

// A heap that keeps more than this share of its limit after a call would fail a later, innocent call.
const KEEP_BELOW = 0.5;
// What calls leave in a context that is kept is the first to go.
const KEEP_CONTEXT_BELOW = 0.25;
// However many calls of one tenant wait for slow hosts, the others in its worker still find room.
const TENANT_SHARE = 0.5;

/** Names the code and the tenant that an isolate belongs to. */
export const isolateKey = ({ organizationId, pluginId, integrity }: IsolateOwner) =>
  JSON.stringify([organizationId, pluginId, integrity]);

/**
 * Keeps isolates warm. No isolate is ever shared by two keys, and none runs two calls at once, so that what a call used is
 * known and what it broke is its own.
 */
export class IsolatePool {
  private readonly maxIsolates: number;
  private readonly onCatastrophe: (owner: IsolateOwner, message: string) => void;
  /** Idle isolates, the longest unused first. */
  private readonly idle: PooledIsolate[] = [];
  private readonly waiters: Waiter[] = [];
  private readonly busy = new Map<string, number>();
  /** Isolates whose call has ended, and which will be given back as soon as they are ready for the next. */
  private readonly almostFree = new Set<PooledIsolate>();

  /** @param onCatastrophe called when V8 lost control over an isolate: the process must end soon */
  constructor(maxIsolates: number, onCatastrophe: (owner: IsolateOwner, message: string) => void) {
    this.maxIsolates = maxIsolates;
    this.onCatastrophe = onCatastrophe;
  }

  /** Waits, if need be, until an isolate is free for this code. */
  acquire(owner: IsolateOwner, memoryMb: number): { ready: Promise<PooledIsolate>; abandon(): void } {
    const waiter: Waiter = { owner, key: isolateKey(owner), memoryMb, resolve: () => {} };
    const ready = new Promise<PooledIsolate>(resolve => {
      waiter.resolve = resolve;
    });
    this.waiters.push(waiter);
    this.serve();
    const abandon = () => {
      const index = this.waiters.indexOf(waiter);
      if (index >= 0) this.waiters.splice(index, 1);
      // It was served in the meantime and nobody will use it.
      else void ready.then(pooled => this.release(pooled));
    };
    return { ready, abandon };
  }

  /** Says that an isolate will be released soon: whoever wants one of its code waits for it instead of making another. */
  willRelease(pooled: PooledIsolate): void {
    this.almostFree.add(pooled);
  }

  /** Takes back an isolate after a call; one that was disposed or grew fat is not used again. */
  release(pooled: PooledIsolate): void {
    this.count(pooled.tenant, -1);
    this.almostFree.delete(pooled);
    const share = usedShare(pooled);
    if (share > KEEP_CONTEXT_BELOW) dropKept(pooled);
    if (share < KEEP_BELOW) this.idle.push(pooled);
    else if (!pooled.isolate.isDisposed) pooled.isolate.dispose();
    this.serve();
  }

  /** Lets go of contexts that were kept for callers who may not find them any more. */
  dropOldContexts(): void {
    for (const pooled of this.idle) if (pooled.kept && isOld(pooled.kept)) dropKept(pooled);
  }

  private serve(): void {
    for (;;) {
      const index = this.waiters.findIndex(
        waiter => this.hasRoomFor(waiter.owner.organizationId) && (this.hasIdle(waiter) || !this.hasAlmostFree(waiter)),
      );
      const [waiter] = index < 0 ? [] : this.waiters.splice(index, 1);
      if (!waiter) return;
      this.count(waiter.owner.organizationId, 1);
      waiter.resolve(this.takeIdle(waiter) ?? this.create(waiter));
    }
  }

  private hasRoomFor(tenant: string): boolean {
    const share = Math.max(1, Math.floor(this.maxIsolates * TENANT_SHARE));
    return this.busyIsolates < this.maxIsolates && (this.busy.get(tenant) ?? 0) < share;
  }

  private get busyIsolates(): number {
    return [...this.busy.values()].reduce((sum, count) => sum + count, 0);
  }

  private count(tenant: string, change: number): void {
    const count = (this.busy.get(tenant) ?? 0) + change;
    if (count > 0) this.busy.set(tenant, count);
    else this.busy.delete(tenant);
  }

  private hasIdle(waiter: Waiter): boolean {
    return this.idle.some(each => suits(each, waiter));
  }

  private hasAlmostFree(waiter: Waiter): boolean {
    return [...this.almostFree].some(each => suits(each, waiter));
  }

  private takeIdle(waiter: Waiter): PooledIsolate | undefined {
    const index = this.idle.findLastIndex(each => suits(each, waiter));
    return index < 0 ? undefined : this.idle.splice(index, 1)[0];
  }

  private create({ owner, key, memoryMb }: Waiter): PooledIsolate {
    if (this.idle.length + this.busyIsolates > this.maxIsolates) this.idle.shift()?.isolate.dispose();
    const onCatastrophicError = (message: string) => this.onCatastrophe(owner, message);
    return {
      tenant: owner.organizationId,
      key,
      memoryMb,
      runtime: undefined,
      script: undefined,
      standby: undefined,
      kept: undefined,
      lastCall: Number.NEGATIVE_INFINITY,
      isolate: new ivm.Isolate({ memoryLimit: memoryMb, onCatastrophicError }),
    };
  }
}

const suits = (pooled: PooledIsolate, { key, memoryMb }: Waiter) => pooled.key === key && pooled.memoryMb === memoryMb;

/** How much of its memory an isolate uses; one that was disposed, more than there is. */
function usedShare({ isolate, memoryMb }: PooledIsolate): number {
  if (isolate.isDisposed) return Number.POSITIVE_INFINITY;
  const { used_heap_size: heap, externally_allocated_size: external } = isolate.getHeapStatisticsSync();
  return (heap + external) / (memoryMb * 1024 * 1024);
}
