import { expect, test } from 'vitest';
import { knownSettings } from './known-settings.ts';

const settings = { kept: 1, old: 2, toString: 3 };
const properties = { kept: { type: 'integer' } };

test('a version that refuses more than it declares knows what it declares', () => {
  expect(knownSettings({ type: 'object', additionalProperties: false, properties }, settings)).toEqual({ kept: 1 });
  expect(knownSettings({ type: 'object', additionalProperties: false }, settings)).toEqual({});
});

test.each([
  { type: 'object', properties },
  { type: 'object', properties, additionalProperties: { type: 'integer' } },
  { type: 'object', properties, additionalProperties: false, patternProperties: { '^o': {} } },
])('a version that takes more knows all: %j', schema => {
  expect(knownSettings(schema, settings)).toEqual(settings);
});
