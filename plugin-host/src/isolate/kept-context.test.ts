import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { RunFrame } from '../protocol.ts';
import { GuestContext } from './guest-context.ts';
import { IsolatePool, type PooledIsolate } from './isolate-pool.ts';
import { keep, takeKept } from './kept-context.ts';

const CALL: RunFrame = {
  ...{
    type: 'run',
    callId: '1',
    organizationId: 'tenant',
    pluginId: 'seats',
    version: '1.0.0',
    integrity: 'sha256-seats',
  },
  ...{ kind: 'action', name: 'seats', params: '{}', configuration: '{}', network: [], secrets: {}, handles: {} },
  ...{ requestId: 'request', caller: 'ada', fetchBy: 'host', limits: DEFAULT_LIMITS },
};
const BUNDLE = 'var __ticketbasePlugin = { backendActions: { seats: () => 1 } };';

let pool: IsolatePool;
let pooled: PooledIsolate;
let guest: GuestContext;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  pool = new IsolatePool(2, () => {});
  pooled = await pool.acquire(CALL, 32).ready;
  guest = await GuestContext.load(pooled, BUNDLE, CALL);
  await guest.run(CALL, () => {});
  pooled.lastCall = performance.now();
});
afterEach(() => {
  pooled.isolate.dispose();
  vi.useRealTimers();
});

test('a context is there for its caller for a minute after its first call', async () => {
  keep(pooled, guest, CALL);
  vi.advanceTimersByTime(40_000);
  expect(takeKept(pooled, CALL)).toBe(guest);
  await guest.run(CALL, () => {});
  pooled.lastCall = performance.now();
  keep(pooled, guest, CALL);
  vi.advanceTimersByTime(20_001);
  expect(takeKept(pooled, CALL)).toBeUndefined();
  expect(pooled.kept).toBeUndefined();
});

test('nobody need call for an old one to go', () => {
  keep(pooled, guest, CALL);
  pool.release(pooled);
  vi.advanceTimersByTime(59_000);
  pool.dropOldContexts();
  expect(pooled.kept?.guest).toBe(guest);
  vi.advanceTimersByTime(1_001);
  pool.dropOldContexts();
  expect(pooled.kept).toBeUndefined();
});

test('one of code that is called now and then is not kept', () => {
  vi.advanceTimersByTime(60_000);
  keep(pooled, guest, CALL);
  expect(pooled.kept).toBeUndefined();
});

test('one that another caller would find is gone for its own, too', () => {
  keep(pooled, guest, CALL);
  expect(takeKept(pooled, { ...CALL, caller: 'grace' })).toBeUndefined();
  expect(takeKept(pooled, CALL)).toBeUndefined();
});
