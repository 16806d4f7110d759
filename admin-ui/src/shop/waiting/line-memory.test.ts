import { expect, test } from 'vitest';
import { admissionTo, keepAdmission, keepPlace, placeIn } from './line-memory.ts';

test('a place is kept per event until it is given up', () => {
  keepPlace('one', 'token');
  expect([placeIn('one'), placeIn('other')]).toEqual(['token', undefined]);
  keepPlace('one', undefined);
  expect(placeIn('one')).toBeUndefined();
});

test('an admission is kept for as long as it lasts', () => {
  const expiresAt = '2027-05-01T12:00:00.000Z';
  keepAdmission('one', { token: 'token', expiresAt });
  expect(admissionTo('one', Date.parse(expiresAt) - 1)).toEqual({ token: 'token', expiresAt });
  expect(admissionTo('one', Date.parse(expiresAt))).toBeUndefined();
  keepAdmission('one', undefined);
  expect(admissionTo('one', 0)).toBeUndefined();
});
