import { expect, test } from 'vitest';
import { isInRange, PLATFORM_VERSION, platformIssue } from './platform.ts';

test.each([
  ['^1.2.3', ['1.2.3', '1.10.0'], ['1.2.2', '2.0.0', '0.9.9']],
  ['~1.2.3', ['1.2.3', '1.2.10'], ['1.3.0', '1.2.2']],
  ['>=1.2.3', ['1.2.3', '2.0.0', '10.0.0'], ['1.2.2']],
  ['1.2.3', ['1.2.3'], ['1.2.4', '1.2.2']],
  ['^0.2.3', ['0.2.9'], ['0.3.0', '0.2.2']],
  ['^0.0.3', ['0.0.3'], ['0.0.4']],
])('%s holds %j, and not %j', (range, inside, outside) => {
  expect(inside.map(version => isInRange(range, version))).toEqual(inside.map(() => true));
  expect(outside.map(version => isInRange(range, version))).toEqual(outside.map(() => false));
});

test('a plugin for another platform is told which one it is on', () => {
  expect(platformIssue({ platform: '^1.0.0' })).toBeUndefined();
  expect(platformIssue({ platform: '^2.0.0' })).toEqual({
    path: ['platform'],
    message: `asks for a platform of ^2.0.0; this one is ${PLATFORM_VERSION}`,
  });
});
