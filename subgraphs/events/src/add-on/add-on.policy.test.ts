import { expect, test } from 'vitest';
import { requireFittingAddOns } from './add-on.policy.ts';
import type { AddOnGroup } from './add-on-group.entity.ts';

const types = [
  { id: 'standing', kind: 'ADMISSION' as const, addOnGroupId: null },
  { id: 'seat', kind: 'ADMISSION' as const, addOnGroupId: null },
  { id: 'shirt-s', kind: 'ADD_ON' as const, addOnGroupId: 'shirts' },
  { id: 'shirt-m', kind: 'ADD_ON' as const, addOnGroupId: 'shirts' },
];
const group = (more: Partial<AddOnGroup>) => ({
  ...{ id: 'shirts', name: 'T-shirt', ticketTypeIds: null, minPerTicket: 0, maxPerTicket: null },
  ...{ soldAlone: false, sortOrder: 0 },
  ...more,
});
const verdict = (more: Partial<AddOnGroup>, quantities: Record<string, number>) => {
  const items = Object.entries(quantities).map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity }));
  try {
    requireFittingAddOns([group(more)], types, items);
    return 'fits';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const ONE_EACH = { minPerTicket: 1, maxPerTicket: 1 };
test.each([
  ['an optional one may be left out', {}, { standing: 2 }, 'fits'],
  ['or be taken more often than there are tickets', {}, { standing: 1, 'shirt-s': 3 }, 'fits'],
  ['one each: too few', ONE_EACH, { standing: 2, 'shirt-s': 1 }, 'ADD_ON_REQUIRED'],
  ['one each, chosen among the group', ONE_EACH, { standing: 1, seat: 1, 'shirt-s': 1, 'shirt-m': 1 }, 'fits'],
  ['one each: too many', ONE_EACH, { standing: 1, 'shirt-s': 1, 'shirt-m': 1 }, 'ADD_ON_NOT_ALLOWED'],
  ['alone', {}, { 'shirt-s': 1 }, 'ADD_ON_NOT_ALLOWED'],
  ['alone where that is allowed', { soldAlone: true, ...ONE_EACH }, { 'shirt-s': 4 }, 'fits'],
  ['with a type it does not go with', { ticketTypeIds: ['seat'] }, { standing: 1, 'shirt-s': 1 }, 'ADD_ON_NOT_ALLOWED'],
  ['required of another type only', { ticketTypeIds: ['seat'], ...ONE_EACH }, { standing: 2 }, 'fits'],
  ['required of this type', { ticketTypeIds: ['seat'], ...ONE_EACH }, { standing: 2, seat: 1 }, 'ADD_ON_REQUIRED'],
])('%s', (_, more, quantities, expected) => {
  expect(verdict(more, quantities as Record<string, number>)).toBe(expected);
});

test('a group of which nothing is sold asks for nothing', () => {
  const admissions = types.filter(type => type.kind === 'ADMISSION');
  const items = [{ ticketTypeId: 'seat', quantity: 1 }];
  expect(() => requireFittingAddOns([group(ONE_EACH)], admissions, items)).not.toThrow();
});
