import { expect, test } from 'vitest';
import { nextDevVersion } from './dev-version.ts';

const published = (...versions: string[]) => versions.map(version => ({ version, status: 'PUBLISHED' }));

test.each<[string, ReturnType<typeof published>, string]>([
  ['leads to the version of the manifest', [], '1.2.0-dev.1'],
  ['counts on', published('1.2.0-dev.9', '1.1.0'), '1.2.0-dev.10'],
  [
    'goes above a release of the same version, which would be offered instead',
    published('1.2.0', '1.2.0-dev.3'),
    '1.2.1-dev.1',
  ],
  ['goes above a higher release', published('2.0.9', '1.2.0'), '2.0.10-dev.1'],
  ['counts on above a release', published('1.2.1-dev.4', '1.2.0'), '1.2.1-dev.5'],
  ['goes above another prerelease, which may rank higher', published('1.2.0-rc.1'), '1.2.1-dev.1'],
  ['takes no number that a refused version has', [{ version: '1.2.0-dev.4', status: 'REJECTED' }], '1.2.0-dev.5'],
])('%s', (_, versions, expected) => {
  expect(nextDevVersion('1.2.0', versions)).toBe(expected);
});

test('takes the core of a prerelease', () => {
  expect(nextDevVersion('1.2.0-beta.1', published('1.1.0'))).toBe('1.2.0-dev.1');
});
