import { contained, portion, splitByLargestRemainder } from './split.ts';

/** One named rate, and what it is for. */
export interface TaxRate {
  readonly name: string;
  readonly basisPoints: number;
  /** ISO 3166-1 alpha-2 of where the event takes place; anywhere if absent. */
  readonly country?: string | null;
  /** A tax category that ticket types are given; whichever they have if absent. */
  readonly category?: string | null;
}

export interface TaxPolicy {
  /** Those that apply to one line together are at most 10,000. */
  readonly rates: readonly TaxRate[];
  /** Whether prices contain the tax already, or it is added to them. */
  readonly mode: 'INCLUSIVE' | 'EXCLUSIVE';
  /** Where the event takes place; null if that is not known. */
  readonly country?: string | null;
  /** The tax categories of ticket types that have one. */
  readonly categories?: ReadonlyMap<string, string>;
}

/** Tax of one rate on one line. */
export interface LineTax {
  readonly name: string;
  readonly basisPoints: number;
  readonly amount: number;
}

/**
 * The rates for a country and category: the first of these that there are any of: those of both, those of the country
 * without a category, those of the category without a country, those of neither. All rates of the chosen kind apply
 * together, such as a federal tax and a provincial one.
 */
export function ratesFor(
  rates: readonly TaxRate[],
  country: string | null,
  category: string | null,
): readonly TaxRate[] {
  const of = (wantedCountry: string | null, wantedCategory: string | null) =>
    rates.filter(rate => (rate.country ?? null) === wantedCountry && (rate.category ?? null) === wantedCategory);
  const kinds = [
    [country, category],
    [country, null],
    [null, category],
    [null, null],
  ] as const;
  for (const [wantedCountry, wantedCategory] of kinds) {
    const found = of(wantedCountry, wantedCategory);
    if (found.length > 0) return found;
  }
  return [];
}

/** The rates that apply to a ticket type. */
export const ratesOf = (taxes: TaxPolicy, ticketTypeId: string): readonly TaxRate[] =>
  ratesFor(taxes.rates, taxes.country ?? null, taxes.categories?.get(ticketTypeId) ?? null);

/**
 * The taxes of each line. Lines under the same rates are taxed on their sum, which is rounded once; the cents go to
 * lines and rates by largest remainder, so that both add up to it.
 */
export function taxByLine(
  lines: ReadonlyArray<{ readonly ticketTypeId: string; readonly taxable: number }>,
  taxes: TaxPolicy,
): Map<string, readonly LineTax[]> {
  const rated = lines.map(line => ({ ...line, rates: ratesOf(taxes, line.ticketTypeId) }));
  const groups = Map.groupBy(rated, ({ rates }) =>
    JSON.stringify(rates.map(({ name, basisPoints }) => [name, basisPoints])),
  );
  return new Map([...groups.values()].flatMap(group => [...taxOfGroup(group, group[0]!.rates, taxes.mode)]));
}

function taxOfGroup(
  lines: ReadonlyArray<{ readonly ticketTypeId: string; readonly taxable: number }>,
  rates: readonly TaxRate[],
  mode: TaxPolicy['mode'],
): Map<string, readonly LineTax[]> {
  const basisPoints = rates.reduce((sum, rate) => sum + rate.basisPoints, 0);
  const taxable = lines.reduce((sum, line) => sum + line.taxable, 0);
  const tax = mode === 'EXCLUSIVE' ? portion(taxable, basisPoints) : contained(taxable, basisPoints);
  const weights = lines.map(line => ({ key: line.ticketTypeId, weight: line.taxable }));
  const taxOfLine = splitByLargestRemainder(tax, weights);
  const key = (index: number) => String(index).padStart(3, '0');
  const left = splitByLargestRemainder(
    tax,
    rates.map((rate, index) => ({ key: key(index), weight: rate.basisPoints })),
  );
  const sorted = lines.toSorted((a, b) => (a.ticketTypeId < b.ticketTypeId ? -1 : 1));
  const entries = sorted.map(({ ticketTypeId }) => {
    // Out of what is left of each rate: no share can exceed it, and the last line takes the rest.
    const parts = splitByLargestRemainder(
      taxOfLine.get(ticketTypeId)!,
      rates.map((_, index) => ({ key: key(index), weight: left.get(key(index))! })),
    );
    const shares = rates.map(({ name, basisPoints: points }, index): LineTax => {
      const amount = parts.get(key(index))!;
      left.set(key(index), left.get(key(index))! - amount);
      return { name, basisPoints: points, amount };
    });
    return [ticketTypeId, shares] as const;
  });
  return new Map(entries);
}

/** The most basis points that apply together to one line, whichever the country and category. */
export function highestCombination(rates: readonly TaxRate[]): number {
  const groups = Map.groupBy(rates, rate => `${rate.country ?? ''}:${rate.category ?? ''}`);
  const sums = [...groups.values()].map(group => group.reduce((sum, rate) => sum + rate.basisPoints, 0));
  return Math.max(0, ...sums);
}
