import { describe, expect, test } from 'vitest';
import { isEventOnSale, isTypeOnSale, isTypeOpen } from './sales.policy.ts';

const now = new Date('2027-05-01T12:00:00Z');
const [before, after] = [new Date('2027-05-01T11:59:59Z'), new Date('2027-05-01T12:00:01Z')];
const event = { status: 'PUBLISHED', endsAt: after, salesStartAt: null, salesEndAt: null } as const;

describe('an event is on sale', () => {
  test.each([
    ['while it is published and not over', {}, true],
    ['not as a draft', { status: 'DRAFT' }, false],
    ['not when it is cancelled', { status: 'CANCELLED' }, false],
    ['not after its end, even if its sales would go on', { endsAt: before, salesEndAt: after }, false],
    ['not before its sales open', { salesStartAt: after }, false],
    ['from the moment they open', { salesStartAt: now }, true],
    ['not from the moment they close', { salesEndAt: now }, false],
  ] as const)('%s', (_, more, open) => expect(isEventOnSale({ ...event, ...more }, now)).toBe(open));
});

test('a ticket type has its own window', () => {
  expect(isTypeOnSale({ salesStartAt: null, salesEndAt: null }, now)).toBe(true);
  expect(isTypeOnSale({ salesStartAt: after, salesEndAt: null }, now)).toBe(false);
  expect(isTypeOnSale({ salesStartAt: before, salesEndAt: before }, now)).toBe(false);
});

test('a hidden ticket type is open to its access code only', () => {
  expect(isTypeOpen({ hidden: false, accessCode: null }, null)).toBe(true);
  expect(isTypeOpen({ hidden: true, accessCode: 'CREW' }, ' CREW ')).toBe(true);
  expect(isTypeOpen({ hidden: true, accessCode: 'CREW' }, 'crew')).toBe(true);
  expect(isTypeOpen({ hidden: true, accessCode: 'CREW' }, 'CREWS')).toBe(false);
  expect(isTypeOpen({ hidden: true, accessCode: null }, null)).toBe(false);
  expect(isTypeOpen({ hidden: true, accessCode: null }, undefined)).toBe(false);
});
