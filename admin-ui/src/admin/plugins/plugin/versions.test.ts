import { expect, it } from 'vitest';
import { compareVersions } from './versions.ts';

it.each([
  ['1.0.0', '1.0.1'],
  ['1.9.0', '1.10.0'],
  ['1.0.0-rc.1', '1.0.0'],
  ['1.0.0-rc.2', '1.0.0-rc.10'],
  ['0.9.9', '1.0.0-alpha'],
])('%s is older than %s', (older, newer) => {
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
});

it('takes no notice of build metadata', () => {
  expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
});
