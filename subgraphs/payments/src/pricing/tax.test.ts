import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceItems } from './price.ts';
import { ratesFor, type TaxPolicy, type TaxRate, taxByLine } from './tax.ts';

const NO_FEES = { basisPoints: 0, fixedPerTicket: 0, payer: 'BUYER' } as const;
const VAT: TaxRate = { name: 'VAT', basisPoints: 1_900 };
const rate = fc.record<TaxRate>({
  name: fc.constantFrom('VAT', 'GST', 'PST'),
  basisPoints: fc.integer({ min: 0, max: 3_000 }),
  country: fc.constantFrom(null, 'DE', 'CA'),
  category: fc.constantFrom(null, 'REDUCED', 'BOOKS'),
});
const lines = fc.uniqueArray(fc.record({ ticketTypeId: fc.uuid(), taxable: fc.nat(50_000_000) }), {
  selector: line => line.ticketTypeId,
  minLength: 1,
  maxLength: 12,
});
const cases = lines.chain(given =>
  fc.record({
    lines: fc.constant(given),
    policy: fc.record<TaxPolicy>({
      mode: fc.constantFrom('INCLUSIVE', 'EXCLUSIVE'),
      rates: fc.array(rate, { maxLength: 8 }),
      country: fc.constantFrom(null, 'DE', 'CA', 'FR'),
      categories: fc
        .array(fc.constantFrom(undefined, 'REDUCED', 'BOOKS'), { minLength: given.length, maxLength: given.length })
        .map(
          chosen =>
            new Map(chosen.flatMap((category, index) => (category ? [[given[index]!.ticketTypeId, category]] : []))),
        ),
    }),
  }),
);

/** The exact tax of an amount as a fraction, without any rounding. */
function exactTax(
  taxable: bigint,
  basisPoints: bigint,
  mode: TaxPolicy['mode'],
): [numerator: bigint, denominator: bigint] {
  return mode === 'EXCLUSIVE' ? [taxable * basisPoints, 10_000n] : [taxable * basisPoints, 10_000n + basisPoints];
}

test('the tax of lines under the same rates is their exact tax, rounded half up once', () => {
  fc.assert(
    fc.property(cases, ({ lines: given, policy }) => {
      const taxes = taxByLine(given, policy);
      const applied = (id: string) =>
        ratesFor(policy.rates, policy.country ?? null, policy.categories!.get(id) ?? null);
      const groups = Map.groupBy(given, line =>
        JSON.stringify(applied(line.ticketTypeId).map(({ name, basisPoints }) => [name, basisPoints])),
      );
      for (const group of groups.values()) {
        const rates = applied(group[0]!.ticketTypeId);
        const points = rates.reduce((sum, { basisPoints }) => sum + BigInt(basisPoints), 0n);
        const taxable = group.reduce((sum, line) => sum + BigInt(line.taxable), 0n);
        const [numerator, denominator] = exactTax(taxable, points, policy.mode);
        const rounded = (2n * numerator + denominator) / (2n * denominator);
        const parts = group.flatMap(line => taxes.get(line.ticketTypeId)!);
        expect(BigInt(parts.reduce((sum, part) => sum + part.amount, 0))).toBe(rounded);
        // Each rate's share of it differs from the exact one by less than a cent.
        for (const [index, { basisPoints }] of rates.entries()) {
          const share = group.reduce((sum, line) => sum + BigInt(taxes.get(line.ticketTypeId)![index]!.amount), 0n);
          const distance = share * points - rounded * BigInt(basisPoints);
          expect(points === 0n || (distance < points && distance > -points)).toBe(true);
        }
      }
    }),
  );
});

test('the tax of a line differs from its exact share by less than a cent, and never exceeds what it contains', () => {
  fc.assert(
    fc.property(cases, ({ lines: given, policy }) => {
      for (const [id, parts] of taxByLine(given, policy)) {
        const { taxable } = given.find(line => line.ticketTypeId === id)!;
        const tax = parts.reduce((sum, part) => sum + part.amount, 0);
        const points = parts.reduce((sum, part) => sum + part.basisPoints, 0);
        const [numerator, denominator] = exactTax(BigInt(taxable), BigInt(points), policy.mode);
        const distance = BigInt(tax) * denominator - numerator;
        // One for the share, one half for the rounding of the sum that is shared.
        expect(2n * distance < 3n * denominator && 2n * distance > -3n * denominator).toBe(true);
        expect(parts.every(part => part.amount >= 0)).toBe(true);
        if (policy.mode === 'INCLUSIVE') expect(tax).toBeLessThanOrEqual(taxable);
      }
    }),
  );
});

test('the order of the lines changes nothing', () => {
  fc.assert(
    fc.property(cases, ({ lines: given, policy }) => {
      const sorted = (taxes: ReturnType<typeof taxByLine>) => [...taxes].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(taxByLine(given.toReversed(), policy))).toEqual(sorted(taxByLine(given, policy)));
    }),
  );
});

test.each<[string, string | null, string | null, number[]]>([
  ['a country and category of their own', 'DE', 'REDUCED', [700]],
  ['the country, for a category that has none of its own there', 'DE', 'BOOKS', [1_900]],
  ['all of the country together', 'CA', null, [500, 700]],
  ['the category, where the country has none', 'FR', 'BOOKS', [0]],
  ['those without conditions, where nothing else fits', 'FR', null, [2_000]],
  ['those without conditions, where the country is not known', null, 'REDUCED', [2_000]],
])('the rates are %s', (_, country, category, points) => {
  const rates: TaxRate[] = [
    { name: 'VAT', basisPoints: 1_900, country: 'DE' },
    { name: 'VAT', basisPoints: 700, country: 'DE', category: 'REDUCED' },
    { name: 'GST', basisPoints: 500, country: 'CA' },
    { name: 'PST', basisPoints: 700, country: 'CA' },
    { name: 'VAT', basisPoints: 0, category: 'BOOKS' },
    { name: 'VAT', basisPoints: 2_000 },
  ];
  expect(ratesFor(rates, country, category).map(({ basisPoints }) => basisPoints)).toEqual(points);
});

test('one order is taxed at several rates', () => {
  const price = priceItems(
    [
      { ticketTypeId: 'book', quantity: 1, unitPrice: 1_070 },
      { ticketTypeId: 'seat', quantity: 2, unitPrice: 1_190 },
    ],
    {
      fees: NO_FEES,
      discount: null,
      taxes: {
        mode: 'INCLUSIVE',
        rates: [VAT, { name: 'VAT', basisPoints: 700, category: 'REDUCED' }],
        categories: new Map([['book', 'REDUCED']]),
      },
    },
  );
  expect(price.lines.map(line => line.taxes)).toEqual([
    [{ name: 'VAT', basisPoints: 700, amount: 70 }],
    [{ name: 'VAT', basisPoints: 1_900, amount: 380 }],
  ]);
  expect(price).toMatchObject({ tax: 450, total: 3_450 });
});

test('control: tax that is rounded line by line is off by a cent for every line or so', () => {
  const given = Array.from({ length: 10 }, (_, index) => ({ ticketTypeId: String(index), taxable: 103 }));
  const byLine = given.reduce((sum, { taxable }) => sum + Math.round((taxable * 1_900) / 10_000), 0);
  const together = [...taxByLine(given, { mode: 'EXCLUSIVE', rates: [VAT] }).values()].flat();
  expect(together.reduce((sum, part) => sum + part.amount, 0)).toBe(196);
  expect(byLine).toBe(200);
});
