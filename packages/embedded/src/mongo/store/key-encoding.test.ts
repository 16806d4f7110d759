import { Binary, ObjectId, UUID } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareValues } from '../query/compare-values.ts';
import { encodeKey, inverted, successor } from './key-encoding.ts';

const scalar = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'a\u0001', '￿', '😀'),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.constant(null),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map(bytes => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 4 }).map(bytes => new Binary(bytes)),
  fc.uuid().map(text => new UUID(text)),
);
const name = fc.constantFrom('a', 'b', 'aa');
const { value } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
}));

describe('encodeKey', () => {
  test('orders bytes as compareValues orders values, and inverted bytes the other way', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const order = Math.sign(compareValues(a, b));
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(order);
        expect(Math.sign(Buffer.compare(inverted(encodeKey(a)), inverted(encodeKey(b))))).toBe(-order || 0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('gives no key that begins another, so that compound keys cannot be confused', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [x, y] = [encodeKey(a), encodeKey(b)];
        if (!x.equals(y)) expect(y.subarray(0, x.length).equals(x)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('refuses what is too long and what has no order', () => {
    expect(() => encodeKey('x'.repeat(2_000))).toThrow(expect.objectContaining({ code: 17280 }));
    expect(() => encodeKey(() => {})).toThrow(expect.objectContaining({ code: 2 }));
  });
});

test('successor is above every key with the prefix and not above the next prefix', () => {
  expect(successor(Buffer.of(1, 2))).toEqual(Buffer.of(1, 3));
  expect(successor(Buffer.of(1, 255))).toEqual(Buffer.of(2));
});
