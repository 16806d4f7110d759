import { expect, test } from 'vitest';
import { DateTime } from './scalars.ts';

test.each(['2028-02-29T10:00:00Z', '2027-12-31T23:59:59.999+14:00', '0099-01-01T00:00:00Z'])('%s is a time', time => {
  expect(DateTime.parseValue(time)).toEqual(new Date(time));
});

test.each([
  '2027-02-29T10:00:00Z',
  '2027-04-31T10:00:00Z',
  '2027-00-10T10:00:00Z',
  '2027-13-01T10:00:00Z',
  '2027-01-32T10:00:00Z',
  '2027-01-01T25:00:00Z',
  '2027-01-01',
  'now',
  1,
  null,
])('%s is no time', time => {
  expect(() => DateTime.parseValue(time)).toThrow('DateTime must be');
});
