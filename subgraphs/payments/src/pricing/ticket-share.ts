import type { PricedLine } from './price.ts';
import type { LineTax, TaxPolicy } from './tax.ts';

/** One ticket's parts of its line. The parts of a line's tickets sum to the line. */
export interface TicketShare {
  readonly subtotal: number;
  readonly discount: number;
  readonly fees: number;
  readonly absorbedFees: number;
  readonly tax: number;
  readonly taxes: readonly LineTax[];
  readonly total: number;
}

type Line = Pick<PricedLine, 'quantity' | 'unitPrice' | 'discount' | 'fees' | 'absorbedFees' | 'taxes'>;

/** The parts of each ticket of a line, which differ by a cent where the line's do not divide. */
export function sharesOf(line: Line, mode: TaxPolicy['mode']): TicketShare[] {
  const { quantity, unitPrice } = line;
  return Array.from({ length: quantity }, (_, index) => {
    const part = (amount: number) => portionOf(amount, index + 1, quantity) - portionOf(amount, index, quantity);
    const taxes = line.taxes.map(tax => ({ ...tax, amount: part(tax.amount) }));
    const tax = taxes.reduce((sum, { amount }) => sum + amount, 0);
    const [discount, fees] = [part(line.discount), part(line.fees)];
    const total = unitPrice - discount + fees + (mode === 'EXCLUSIVE' ? tax : 0);
    return { subtotal: unitPrice, discount, fees, absorbedFees: part(line.absorbedFees), tax, taxes, total };
  });
}

const portionOf = (amount: number, count: number, of: number) => Math.floor((amount * count) / of);

/** Parts that are added to, or taken off, others; taxes by rate. */
export function addShares(left: TicketShare, right: TicketShare, sign: 1 | -1): TicketShare {
  const add = (field: 'subtotal' | 'discount' | 'fees' | 'absorbedFees' | 'tax' | 'total') =>
    left[field] + sign * right[field];
  return {
    subtotal: add('subtotal'),
    discount: add('discount'),
    fees: add('fees'),
    absorbedFees: add('absorbedFees'),
    tax: add('tax'),
    taxes: addTaxes(left.taxes, right.taxes, sign),
    total: add('total'),
  };
}

/** Taxes by rate, summed; a rate of which nothing is left is left out. */
export function addTaxes(left: readonly LineTax[], right: readonly LineTax[], sign: 1 | -1 = 1): LineTax[] {
  const signed = right.map(tax => ({ ...tax, amount: sign * tax.amount }));
  const groups = Map.groupBy([...left, ...signed], ({ name, basisPoints }) => JSON.stringify([name, basisPoints]));
  const sums = [...groups.values()].map(group => ({
    name: group[0]!.name,
    basisPoints: group[0]!.basisPoints,
    amount: group.reduce((sum, { amount }) => sum + amount, 0),
  }));
  return sums.filter(({ amount }) => amount !== 0);
}
