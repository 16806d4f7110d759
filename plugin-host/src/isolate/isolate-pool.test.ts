import { afterEach, describe, expect, it } from 'vitest';
import { IsolatePool, type PooledIsolate } from './isolate-pool.ts';

const OWNER = { organizationId: 'tenant', pluginId: 'seats', integrity: 'sha256-seats' };
const MEMORY_MB = 8;

describe('an isolate that is about to be released', () => {
  const pool = new IsolatePool(4, () => {});
  const taken: PooledIsolate[] = [];
  const acquire = async (owner = OWNER) => {
    const pooled = await pool.acquire(owner, MEMORY_MB).ready;
    taken.push(pooled);
    return pooled;
  };
  afterEach(() => {
    for (const { isolate } of taken.splice(0)) if (!isolate.isDisposed) isolate.dispose();
  });

  it('serves the next call of its code, which waits for it', async () => {
    const first = await acquire();
    pool.willRelease(first);
    const second = acquire();
    pool.release(first);
    expect(await second).toBe(first);
    pool.release(first);
  });

  it('keeps nobody waiting who wants other code', async () => {
    const first = await acquire();
    pool.willRelease(first);
    const other = await acquire({ ...OWNER, organizationId: 'neighbour' });
    expect(other).not.toBe(first);
    pool.release(first);
    pool.release(other);
  });

  it('leaves its place to another when it was lost instead', async () => {
    const first = await acquire();
    pool.willRelease(first);
    const second = acquire();
    first.isolate.dispose();
    pool.release(first);
    expect((await second).isolate.isDisposed).toBe(false);
    pool.release(await second);
  });
});

describe('a pool that is full', () => {
  it('gives up the isolate that was unused for longest, and no other', async () => {
    const pool = new IsolatePool(3, () => {});
    const of = (organizationId: string) => ({ ...OWNER, organizationId });
    const use = async (organizationId: string) => {
      const pooled = await pool.acquire(of(organizationId), MEMORY_MB).ready;
      pool.release(pooled);
      return pooled;
    };
    const [a, b, c] = [await use('a'), await use('b'), await use('c')];
    expect(await use('a')).toBe(a);

    const d = await use('d');
    expect([a, b, c, d].map(({ isolate }) => isolate.isDisposed)).toEqual([false, true, false, false]);
    expect(await use('c')).toBe(c);
    expect(await use('b')).not.toBe(b);
    expect([a, c, d].map(({ isolate }) => isolate.isDisposed)).toEqual([true, false, false]);
    for (const { isolate } of [c, d, await use('b')]) isolate.dispose();
  });
});
