import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { compileSchema, type JsonSchema } from './json-schema.ts';

const pattern = (source: string) =>
  compileSchema({ type: 'object', properties: { a: { type: 'string', pattern: source } } });
const accepts = (source: string, text: string) => pattern(source)({ a: text }).length === 0;

/** Of processor time, which other processes of a busy machine do not lengthen. */
function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** A text that does not match is no fault here, so that the next one is tried. */
const manyTexts: JsonSchema = {
  type: 'object',
  properties: { a: { type: 'array', items: { type: 'string', not: { pattern: '^(a+)+$' } } } },
};

describe('compileSchema', () => {
  test('says where a value does not fit and why', () => {
    const check = compileSchema({
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: {
        name: { type: 'string' },
        seats: { type: 'array', items: { type: 'object', properties: { 'row/a': { type: 'integer' } } } },
        kind: { type: 'string', enum: ['a', 'b'] },
      },
    });
    expect(check({ name: 'x' })).toEqual([]);
    expect(check({})).toEqual([{ path: ['name'], message: 'is required' }]);
    expect(check({ name: 'x', colour: 1 })).toEqual([{ path: ['colour'], message: 'is not a known property' }]);
    expect(check({ name: 'x', kind: 'c' })).toEqual([{ path: ['kind'], message: 'must be one of a, b' }]);
    expect(check({ name: 'x', seats: [{}, { 'row/a': 'z' }] })).toEqual([
      { path: ['seats', 1, 'row/a'], message: 'must be integer' },
    ]);
  });

  test('keeps schemas with the same $id apart', () => {
    const first = compileSchema({ $id: 'https://example.com/x', type: 'string' });
    const second = compileSchema({ $id: 'https://example.com/x', type: 'integer' });
    expect([first('a'), second(1)]).toEqual([[], []]);
  });

  test('matches patterns as RegExp does, short texts and long ones', () => {
    expect(accepts('^sk_(?:live|test)_[A-Za-z0-9]+$', 'sk_live_a1')).toBe(true);
    expect(accepts('^sk_(?:live|test)_[A-Za-z0-9]+$', 'pk_live_a1')).toBe(false);
    expect(accepts('^[a-z]+(?:-[a-z]+)*$', 'a-b-c')).toBe(true);
    expect(accepts('^[a-z]+(?:-[a-z]+)*$', 'a--c')).toBe(false);
    expect(accepts('^[^@]+@[^@]+\\.[^@]+$', `${'a'.repeat(5_000)}@example.com`)).toBe(true);
    expect(accepts('^\\p{L}+$', 'é'.repeat(5_000))).toBe(true);
  });

  test.each([
    ['exponential by nesting', '^(a+)+$', 40],
    ['exponential by overlapping branches', '^(a|aa)*$', 60],
    ['exponential by branches that are repeated a fixed number of times', '^(?:a|a){40}$', 40],
    ['exponential by branches one after the other', `^${'(?:a|ab?a?)'.repeat(40)}$`, 40],
    ['exponential by a back-reference', '^(a*)*\\1b$', 40],
    ['polynomial', '^a*a*a*a*a*b$', 5_000],
    ['quadratic, because it is not anchored', 'a+b', 300_000],
  ])('ends soon for a pattern that is %s', (_, source, length) => {
    const check = pattern(source);
    const spent = process.threadCpuUsage();
    expect(check({ a: `${'a'.repeat(length)}!` })).toHaveLength(1);
    expect(millisecondsSince(spent)).toBeLessThan(1_000);
  });

  test.each([
    ['references that branch', branching(40), {}],
    ['a pattern that is tried on each of many texts', manyTexts, { a: Array(500).fill(`${'a'.repeat(40)}!`) }],
  ])('ends soon for %s, and does not try again at once', (_, schema, value) => {
    const check = compileSchema(schema);
    const spent = process.threadCpuUsage();
    for (let i = 0; i < 50; i++)
      expect(check(value)).toEqual([{ path: [], message: 'cannot be checked in reasonable time' }]);
    expect(millisecondsSince(spent)).toBeLessThan(1_000);
  });

  test('tells few of the many faults that branching references find', () => {
    expect(compileSchema(branching(8))({}).length).toBeLessThanOrEqual(50);
  });

  test('an exponential match and branching references take noticeable time without the bound', () => {
    const startedAt = performance.now();
    expect(/^(a+)+$/.test(`${'a'.repeat(21)}!`)).toBe(false);
    const matchedAt = performance.now();
    expect(matchedAt - startedAt).toBeGreaterThan(5);
    expect(new Ajv2020().compile(branching(15))({})).toBe(false);
    expect(performance.now() - matchedAt).toBeGreaterThan(5);
  });
});

/** Each definition asks for the next one twice, the last for a name: 2^depth ways to fail. */
function branching(depth: number): JsonSchema {
  const next = (index: number) => ({ $ref: `#/$defs/d${index + 1}` });
  const definitions = Array.from({ length: depth }, (_, index) => [`d${index}`, { anyOf: [next(index), next(index)] }]);
  const last = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  return { $ref: '#/$defs/d0', $defs: { ...Object.fromEntries(definitions), [`d${depth}`]: last } };
}
