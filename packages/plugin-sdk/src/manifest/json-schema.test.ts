import { describe, expect, test } from 'vitest';
import { compileSchema } from './json-schema.ts';

const pattern = (source: string) =>
  compileSchema({ type: 'object', properties: { a: { type: 'string', pattern: source } } });
const accepts = (source: string, text: string) => pattern(source)({ a: text }).length === 0;

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
    ['exponential by a back-reference', '^(a*)*\\1b$', 40],
    ['polynomial', '^a*a*a*a*a*b$', 5_000],
    ['quadratic, because it is not anchored', 'a+b', 300_000],
  ])('ends soon for a pattern that is %s', (_, source, length) => {
    const check = pattern(source);
    const startedAt = performance.now();
    expect(check({ a: `${'a'.repeat(length)}!` })).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test('an exponential match takes noticeable time on a few characters already without the bound', () => {
    const startedAt = performance.now();
    expect(/^(a+)+$/.test(`${'a'.repeat(21)}!`)).toBe(false);
    expect(performance.now() - startedAt).toBeGreaterThan(5);
  });
});
