import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requireFittingAmounts } from './limits.ts';
import { type PricedItem, type PriceRules, priceItems } from './price.ts';
import { portion, splitByLargestRemainder } from './split.ts';

const NO_RULES: PriceRules = {
  fees: { basisPoints: 0, fixedPerTicket: 0, payer: 'BUYER' },
  taxes: { mode: 'INCLUSIVE', rates: [] },
  discount: null,
};
const item = (ticketTypeId: string, quantity: number, unitPrice: number): PricedItem => ({
  ticketTypeId,
  quantity,
  unitPrice,
});

const items = fc.uniqueArray(
  fc.record({
    ticketTypeId: fc.uuid(),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    unitPrice: fc.integer({ min: 0, max: 2_000 }),
  }),
  { selector: line => line.ticketTypeId, minLength: 1, maxLength: 12 },
);
const rate = fc.record({ name: fc.constantFrom('VAT', 'GST', 'PST'), basisPoints: fc.integer({ min: 0, max: 2_500 }) });
const rules = (lines: PricedItem[]): fc.Arbitrary<PriceRules> =>
  fc.record({
    fees: fc.record({
      basisPoints: fc.integer({ min: 0, max: 5_000 }),
      fixedPerTicket: fc.integer({ min: 0, max: 500 }),
      payer: fc.constantFrom('BUYER', 'ORGANIZER'),
    }),
    taxes: fc.record({
      mode: fc.constantFrom('INCLUSIVE', 'EXCLUSIVE'),
      rates: fc.array(rate, { maxLength: 4 }),
    }),
    discount: fc.option(
      fc
        .oneof(
          fc.record({ kind: fc.constant('PERCENTAGE' as const), value: fc.integer({ min: 1, max: 10_000 }) }),
          fc.record({ kind: fc.constant('FIXED' as const), value: fc.integer({ min: 1, max: 5_000_000 }) }),
        )
        .chain(discount =>
          fc
            .option(fc.subarray(lines.map(line => line.ticketTypeId)))
            .map(ticketTypeIds => ({ ...discount, ticketTypeIds })),
        ),
    ),
  });
const carts = items.chain(lines => fc.tuple(fc.constant(lines), rules(lines)));

test('totals are the sums of their lines, and each line’s parts make up its total', () => {
  fc.assert(
    fc.property(carts, ([lines, applied]) => {
      const price = priceItems(lines, applied);
      for (const field of ['subtotal', 'discount', 'fees', 'absorbedFees', 'tax', 'total'] as const) {
        expect(price[field]).toBe(price.lines.reduce((sum, line) => sum + line[field], 0));
      }
      for (const part of [price, ...price.lines]) {
        const added = applied.taxes.mode === 'EXCLUSIVE' ? part.tax : 0;
        expect(part.total).toBe(part.subtotal - part.discount + part.fees + added);
      }
    }),
  );
});

test('nothing is negative, no discount exceeds its price, and no contained tax its total', () => {
  fc.assert(
    fc.property(carts, ([lines, applied]) => {
      const { lines: priced } = priceItems(lines, applied);
      for (const line of priced) {
        for (const amount of [line.subtotal, line.discount, line.fees, line.absorbedFees, line.tax, line.total]) {
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(amount)).toBe(true);
        }
        expect(line.discount).toBeLessThanOrEqual(line.subtotal);
        expect(line.absorbedFees).toBeLessThanOrEqual(line.subtotal - line.discount);
        if (applied.taxes.mode === 'INCLUSIVE') expect(line.tax).toBeLessThanOrEqual(line.total);
        if (line.subtotal === line.discount) expect(line.total).toBe(0);
      }
    }),
  );
});

test('the order of the items does not matter', () => {
  fc.assert(
    fc.property(carts, ([lines, applied]) => {
      const byId = (price: ReturnType<typeof priceItems>) =>
        price.lines.toSorted((a, b) => (a.ticketTypeId < b.ticketTypeId ? -1 : 1));
      expect(byId(priceItems(lines.toReversed(), applied))).toEqual(byId(priceItems(lines, applied)));
    }),
  );
});

test('what passes the limit fits 32 bits, whatever the discount', () => {
  const dear = items.map(lines => lines.map(line => ({ ...line, unitPrice: line.unitPrice * 1_000 })));
  fc.assert(
    fc.property(
      dear.chain(lines => fc.tuple(fc.constant(lines), rules(lines))),
      ([lines, applied]) => {
        try {
          requireFittingAmounts(lines, applied);
        } catch {
          return;
        }
        const price = priceItems(lines, applied);
        expect(Math.max(price.subtotal, price.total, price.fees + price.absorbedFees)).toBeLessThanOrEqual(2 ** 31 - 1);
      },
    ),
  );
});

test('parts of a split sum to the amount, and differ from their exact share by less than one unit', () => {
  const parts = fc.uniqueArray(fc.record({ key: fc.uuid(), weight: fc.nat(1_000_000) }), {
    selector: part => part.key,
    minLength: 1,
  });
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), parts, (amount, weighted) => {
      const total = weighted.reduce((sum, part) => sum + part.weight, 0);
      const split = splitByLargestRemainder(amount, weighted);
      const sum = [...split.values()].reduce((left, right) => left + right, 0);
      expect(sum).toBe(total === 0 ? 0 : amount);
      if (total === 0) return;
      for (const { key, weight } of weighted) {
        expect(Math.abs(split.get(key)! - (amount * weight) / total)).toBeLessThan(1);
      }
    }),
  );
});

test('a cent that does not divide goes to the largest remainder', () => {
  const price = priceItems([item('a', 1, 1_000), item('b', 1, 1_000), item('c', 1, 1_000)], {
    ...NO_RULES,
    discount: { kind: 'FIXED', value: 100, ticketTypeIds: null },
  });
  expect(price.lines.map(line => line.discount)).toEqual([34, 33, 33]);
  expect(price.total).toBe(2_900);
});

test('rules add up as an accountant would have them', () => {
  const rules: PriceRules = {
    fees: { basisPoints: 250, fixedPerTicket: 50, payer: 'BUYER' },
    taxes: { mode: 'EXCLUSIVE', rates: [{ name: 'VAT', basisPoints: 1_900 }] },
    discount: { kind: 'PERCENTAGE', value: 1_000, ticketTypeIds: null },
  };
  // 2 × 50.00 − 10 % = 90.00; fee 2.25 + 2 × 0.50 = 3.25; tax 19 % of 93.25 = 17.72
  expect(priceItems([item('a', 2, 5_000)], rules)).toMatchObject({
    discount: 1_000,
    fees: 325,
    tax: 1_772,
    total: 11_097,
  });
  const inclusive = { ...rules, taxes: { ...rules.taxes, mode: 'INCLUSIVE' as const } };
  expect(priceItems([item('a', 2, 5_000)], inclusive)).toMatchObject({ tax: 1_489, total: 9_325 });
  const absorbed = { ...rules, fees: { ...rules.fees, payer: 'ORGANIZER' as const } };
  expect(priceItems([item('a', 2, 5_000)], absorbed)).toMatchObject({ fees: 0, absorbedFees: 325, total: 10_710 });
  expect(portion(5, 1_000)).toBe(1);
});
