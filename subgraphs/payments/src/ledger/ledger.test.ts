import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paymentEntries, refundEntries, saleEntries } from './ledger.ts';

const amount = fc.nat(2 ** 31 - 1);
const balance = (entries: ReadonlyArray<readonly [string, number]>) =>
  entries.reduce((sum, [, value]) => sum + value, 0);

test('every transaction balances, whatever its amounts', () => {
  fc.assert(
    fc.property(amount, amount, amount, amount, fc.boolean(), (total, fees, absorbedFees, tax, sold) => {
      expect(balance(paymentEntries(total))).toBe(0);
      expect(balance(refundEntries(total, sold))).toBe(0);
      expect(balance(saleEntries({ total, fees, absorbedFees, tax }))).toBe(0);
    }),
  );
});

test('what a buyer paid ahead is gone once it is sold, or given back unsold', () => {
  const buyers = (entries: ReadonlyArray<readonly [string, number]>) =>
    balance(entries.filter(([account]) => account === 'BUYERS'));
  const sale = saleEntries({ total: 1_190, fees: 0, absorbedFees: 50, tax: 190 });
  expect(buyers([...paymentEntries(1_190), ...sale])).toBe(0);
  expect(buyers([...paymentEntries(1_190), ...refundEntries(1_190, false)])).toBe(0);
  expect(sale).toContainEqual(['SALES', -950]);
});
