import { expect, test } from 'vitest';
import { namesBuiltCode, stackMapper } from './map-stack.ts';

/** `src/seats.ts`, whose third line, from the fifth column on, became line 1, column 11 of the built code. */
const MAP = JSON.stringify({ version: 3, sources: ['src/seats.ts'], names: [], mappings: 'UAEI' });
const STACK = `TypeError: no such seat
    at seats (plugin:seating@1.0.0/backend.js:1:11)
    at plugin:seating@1.0.0/backend.js:1:14
    at elsewhere (plugin:seating@1.0.0/backend.js:9:1)`;

test('places in the built code become places in the sources, and what is not known stays', () => {
  expect(stackMapper(MAP)(STACK)).toBe(`TypeError: no such seat
    at seats (plugin:seating@1.0.0/src/seats.ts:3:5)
    at plugin:seating@1.0.0/src/seats.ts:3:5
    at elsewhere (plugin:seating@1.0.0/backend.js:9:1)`);
});

test('frames of what runs the code are left out', () => {
  const frames = '\n    at run (<isolated-vm>:250:19)\n    at async <isolated-vm>:9:1';
  expect(stackMapper(MAP)(`${STACK}${frames}`)).toBe(stackMapper(MAP)(STACK));
});

test.each([
  ['no JSON', '{'],
  ['no source map', '"sources"'],
  ['one of another version', '{"version":2}'],
  ['one that lies about its form', '{"version":3,"sources":7,"mappings":{}}'],
  ['one that is far too large', `{"version":3,"sources":[],"names":[],"mappings":"${';'.repeat(5_000_000)}"}`],
])('a map that is %s changes nothing', (_, map) => {
  expect(stackMapper(map)(STACK)).toBe(STACK);
});

test('a source whose name is a text of its own is not shown', () => {
  const map = JSON.stringify({ version: 3, sources: ['x'.repeat(1_000)], names: [], mappings: 'UAEI' });
  expect(stackMapper(map)(STACK)).toBe(STACK);
});

test('only texts that name built code are worth a map', () => {
  expect([STACK, 'at src/seats.ts:1:1', ''].map(namesBuiltCode)).toEqual([true, false, false]);
});
