import { expect, test } from 'vitest';
import { compareVersions } from './version-order.ts';

// The order that semver.org gives as its example, and numbers that texts would order otherwise.
const ORDER = [
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.2.0',
  '1.10.0',
  '2.0.0',
];

test('orders versions as semver.org does', () => {
  expect([...ORDER].reverse().sort(compareVersions)).toEqual(ORDER);
});

test('build metadata makes no difference', () => {
  expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
});
