import { expect, test } from 'vitest';
import { changesBetween } from './manifest-changes.ts';

test('tells what differs at the deepest path, and lists as a whole', () => {
  const before = {
    version: '1.0.0',
    network: ['a.example'],
    actions: { greet: { public: true, input: { type: 'object' } } },
  };
  const after = {
    version: '1.1.0',
    network: ['a.example'],
    actions: { greet: { public: false, input: { type: 'object' } } },
    hooks: ['x'],
  };
  expect(changesBetween(before, after)).toEqual([
    { path: 'actions.greet.public', before: true, after: false },
    { path: 'hooks', before: undefined, after: ['x'] },
    { path: 'version', before: '1.0.0', after: '1.1.0' },
  ]);
  expect(changesBetween({ a: [1, 2] }, { a: [2, 1] })).toEqual([{ path: 'a', before: [1, 2], after: [2, 1] }]);
  expect(changesBetween(after, structuredClone(after))).toEqual([]);
});
