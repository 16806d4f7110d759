import { expect, it } from 'vitest';
import { hookInWords, scopeInWords } from './permissions.ts';

it('what a plugin asks for is told in words, and by its name where there are none', () => {
  expect(scopeInWords('orders:refund')).toBe('Give money back.');
  expect(scopeInWords('moon:land')).toBe('moon:land');
  expect(hookInWords('order.refunded')).toBe('an order is refunded');
  expect(hookInWords('moon.landed')).toBe('moon.landed');
});
