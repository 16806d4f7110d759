import type { RunFrame } from '../protocol.ts';
import type { GuestContext } from './guest-context.ts';
import type { PooledIsolate } from './isolate-pool.ts';

/** A context that a call has left, and who may have it. */
export interface KeptContext {
  readonly guest: GuestContext;
  readonly key: string;
}

/** Bounds for what plugin code forgets to forget: milliseconds since the first call, and calls. */
const KEPT_MS = 60_000;
const MOST_CALLS = 1_000;
/** Code that is called less often than this is not worth the memory of a context between its calls. */
export const HOT_MS = 60_000;

/** The context that an earlier call of the same caller has left; one of anybody else is let go. */
export function takeKept(pooled: PooledIsolate, call: RunFrame): GuestContext | undefined {
  const { kept } = pooled;
  if (!kept) return undefined;
  if (kept.key !== keyOf(call) || isOld(kept)) {
    dropKept(pooled);
    return undefined;
  }
  pooled.kept = undefined;
  return kept.guest;
}

/** Keeps the context of a call that has ended for the next one of its caller, or lets it go. */
export function keep(pooled: PooledIsolate, guest: GuestContext, call: RunFrame): void {
  const key = keyOf(call);
  const isHot = performance.now() - pooled.lastCall < HOT_MS;
  if (key !== undefined && isHot && guest.calls < MOST_CALLS) pooled.kept = { guest, key };
  else guest.release();
}

/** Lets go of what an isolate keeps. */
export function dropKept(pooled: PooledIsolate): void {
  pooled.kept?.guest.release();
  pooled.kept = undefined;
}

/** Whether nobody may have it any more. */
export const isOld = ({ guest }: KeptContext): boolean => performance.now() - guest.usedSince > KEPT_MS;

/**
 * What two calls must have in common to meet in one context; undefined for calls that meet nobody: those that strangers' data goes
 * through, and those that were given handles of secrets, each of which is of no use to another call.
 */
function keyOf({ kind, caller, version, configuration, handles }: RunFrame): string | undefined {
  if (kind !== 'action' || caller === undefined || Object.keys(handles).length > 0) return undefined;
  return JSON.stringify([caller, version, configuration]);
}
