import { expect, test } from 'vitest';
import { addOnFault, addOnRule, addOnState } from './add-on-rules.ts';

const group = { id: 'shirts', minPerTicket: 1, maxPerTicket: 1, soldAlone: false };
const types = (standing: number, shirts: number) => [
  { id: 'standing', kind: 'ADMISSION' as const, quantity: standing },
  { id: 'seat', kind: 'ADMISSION' as const, quantity: 0 },
  { id: 'm', kind: 'ADD_ON' as const, addOnGroup: { id: 'shirts' }, quantity: shirts },
];

test.each([
  ['one each', group, 2, 2, undefined],
  ['too few', group, 2, 1, 'Choose 1 more.'],
  ['too many', group, 1, 3, 'Choose at most 1.'],
  ['none without a ticket', group, 0, 1, 'Goes with a ticket only.'],
  ['alone where it may be', { ...group, soldAlone: true }, 0, 3, undefined],
  ['any number', { ...group, minPerTicket: 0, maxPerTicket: null }, 1, 9, undefined],
  ['with another type only', { ...group, ticketTypeIds: ['seat'] }, 2, 0, undefined],
  ['not with this type', { ...group, ticketTypeIds: ['seat'] }, 2, 1, 'Goes with a ticket only.'],
])('%s', (_, rule, standing, shirts, fault) => {
  expect(addOnFault(addOnState(rule, types(standing, shirts)))).toBe(fault);
});

test.each([
  [0, null, 'Optional'],
  [0, 2, 'Optional, up to 2 for each ticket'],
  [1, 1, '1 for each ticket'],
  [1, 3, '1 to 3 for each ticket'],
  [2, null, 'At least 2 for each ticket'],
])('%s to %s per ticket reads as %s', (minPerTicket, maxPerTicket, text) => {
  expect(addOnRule({ ...group, minPerTicket, maxPerTicket })).toBe(text);
});
