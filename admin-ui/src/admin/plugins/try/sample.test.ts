import { expect, it } from 'vitest';
import { sampleOf } from './sample.ts';

it('has the required properties, with defaults and the first of enumerated values', () => {
  const schema = {
    type: 'object',
    required: ['name', 'count', 'mode', 'tags', 'deep', 'loud'],
    properties: {
      name: { type: 'string' },
      count: { type: 'integer', default: 3 },
      mode: { type: 'string', enum: ['live', 'test'] },
      tags: { type: 'array' },
      deep: { type: 'object', required: ['x'], properties: { x: { type: 'number' } } },
      loud: { type: 'boolean' },
      optional: { type: 'string' },
    },
  };
  expect(sampleOf(schema)).toEqual({ name: '', count: 3, mode: 'live', tags: [], deep: { x: 0 }, loud: false });
});

it('is nothing for a schema that says nothing', () => {
  expect(sampleOf({})).toBeNull();
  expect(sampleOf(null)).toBeNull();
  expect(sampleOf({ type: 'object' })).toEqual({});
});
