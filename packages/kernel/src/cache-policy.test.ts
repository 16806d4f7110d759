import { expect, test } from 'vitest';
import { formatCacheControl, parseCacheControl, strictestPolicy } from './cache-policy.ts';

test.each([
  ['public, max-age=60', 'public, max-age=60'],
  ['max-age=60', 'private, max-age=60'],
  ['Private, Max-Age="60"', 'private, max-age=60'],
  ['public, private, max-age=60', 'private, max-age=60'],
  ['public, max-age=60, s-maxage=10', 'public, max-age=10'],
  ['public', 'no-store'],
  ['public, max-age=0', 'no-store'],
  ['public, max-age=-5', 'no-store'],
  ['public, max-age=soon', 'no-store'],
  ['public, max-age=60, no-cache', 'no-store'],
  ['no-store, max-age=60', 'no-store'],
  ['', 'no-store'],
  [undefined, 'no-store'],
])('reads %j as %j, in doubt for not to be kept', (header, policy) => {
  expect(formatCacheControl(parseCacheControl(header))).toBe(policy);
});

test.each([
  ['public, max-age=60', 'public, max-age=5', 'public, max-age=5'],
  ['public, max-age=5', 'private, max-age=60', 'private, max-age=5'],
  ['private, max-age=60', undefined, 'no-store'],
  ['no-store', 'public, max-age=60', 'no-store'],
])('makes of %j and %j what is strictest of both: %j', (one, other, both) => {
  const policies = [parseCacheControl(one), parseCacheControl(other)] as const;
  expect(formatCacheControl(strictestPolicy(...policies))).toBe(both);
  expect(formatCacheControl(strictestPolicy(policies[1], policies[0]))).toBe(both);
});
