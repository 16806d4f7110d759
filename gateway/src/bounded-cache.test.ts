import { expect, test } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

test('forgets what was not asked for longest when there are too many', () => {
  const cache = new BoundedCache<number>({ maxEntries: 2 });
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect(['a', 'b', 'c'].map(key => cache.get(key))).toEqual([1, undefined, 3]);
});

test('forgets until all weigh no more than allowed', () => {
  const cache = new BoundedCache<string>({ maxEntries: 100, maxSize: 12, sizeOf: value => value.length });
  cache.set('a', 'xxxx');
  cache.set('b', 'xxxx');
  cache.set('c', 'xxxx');
  expect(['a', 'b', 'c'].map(key => cache.get(key))).toEqual([undefined, 'xxxx', 'xxxx']);
  cache.set('b', 'x');
  cache.set('d', 'xxxx');
  expect(cache.get('c')).toBe('xxxx');
});

test('does not keep what alone is too heavy', () => {
  const cache = new BoundedCache<string>({ maxEntries: 100, maxSize: 4, sizeOf: value => value.length });
  cache.set('a', 'xxx');
  cache.set('a', 'xxxx');
  expect(cache.get('a')).toBeUndefined();
});

test('counts the texts that things are kept under', () => {
  const cache = new BoundedCache<null>({ maxEntries: 100, maxSize: 300, sizeOf: () => 100 });
  cache.set('a'.repeat(60), null);
  cache.set('b'.repeat(60), null);
  expect(cache.count).toBe(1);
  cache.set('c'.repeat(201), null);
  expect(cache.count).toBe(1);
});
