import { portion, splitByLargestRemainder } from './split.ts';
import { type LineTax, type TaxPolicy, taxByLine } from './tax.ts';

/** What one ticket type costs, from stored rows. Amounts are integer minor units of one currency. */
export interface PricedItem {
  readonly ticketTypeId: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

export interface FeePolicy {
  /** Of what a line costs after its discount. */
  readonly basisPoints: number;
  /** For every ticket that still costs something after its discount. */
  readonly fixedPerTicket: number;
  /** Whether the fee is added to the price, or comes out of the organizer's proceeds. */
  readonly payer: 'BUYER' | 'ORGANIZER';
}

export interface Discount {
  readonly kind: 'PERCENTAGE' | 'FIXED' | 'ACCESS';
  /** Basis points for a percentage, minor units for a fixed amount, nothing for one that only opens. */
  readonly value: number;
  /** The ticket types that it lowers; all of them if null. */
  readonly ticketTypeIds: readonly string[] | null;
}

export interface PriceRules {
  readonly fees: FeePolicy;
  readonly taxes: TaxPolicy;
  readonly discount: Discount | null;
}

export interface PricedLine extends PricedItem {
  readonly subtotal: number;
  readonly discount: number;
  /** Fees that the buyer pays. */
  readonly fees: number;
  /** Fees that the organizer bears. */
  readonly absorbedFees: number;
  readonly tax: number;
  /** The tax by rate; sums to `tax`. */
  readonly taxes: readonly LineTax[];
  /** What the buyer pays for the line. */
  readonly total: number;
}

export interface Price {
  readonly lines: readonly PricedLine[];
  readonly subtotal: number;
  readonly discount: number;
  readonly fees: number;
  readonly absorbedFees: number;
  /** Added to the price when taxes are exclusive, contained in it when they are inclusive. */
  readonly tax: number;
  readonly total: number;
}

/**
 * Prices a cart from stored rows and rules; a client's figures never get here. Every total is the exact sum of its
 * lines, nothing is negative, and the order of the items does not matter. Ticket types must be distinct.
 */
export function priceItems(items: readonly PricedItem[], rules: PriceRules): Price {
  const discounts = discountByLine(items, rules.discount);
  const beforeTax = items.map(item => {
    const subtotal = item.quantity * item.unitPrice;
    const discount = discounts.get(item.ticketTypeId) ?? 0;
    const fee = feeOf(subtotal - discount, item.quantity, rules.fees);
    const fees = rules.fees.payer === 'BUYER' ? fee : 0;
    // What the organizer bears never exceeds what the organizer gets.
    const absorbedFees = rules.fees.payer === 'ORGANIZER' ? Math.min(fee, subtotal - discount) : 0;
    return { ...item, subtotal, discount, fees, absorbedFees, taxable: subtotal - discount + fees };
  });
  const taxes = taxByLine(beforeTax, rules.taxes);
  const lines = beforeTax.map(({ taxable, ...line }): PricedLine => {
    const taxesOfLine = taxes.get(line.ticketTypeId) ?? [];
    const tax = taxesOfLine.reduce((sum, part) => sum + part.amount, 0);
    return { ...line, tax, taxes: taxesOfLine, total: rules.taxes.mode === 'EXCLUSIVE' ? taxable + tax : taxable };
  });
  const sum = (field: 'subtotal' | 'discount' | 'fees' | 'absorbedFees' | 'tax' | 'total') =>
    lines.reduce((total, line) => total + line[field], 0);
  return {
    lines,
    subtotal: sum('subtotal'),
    discount: sum('discount'),
    fees: sum('fees'),
    absorbedFees: sum('absorbedFees'),
    tax: sum('tax'),
    total: sum('total'),
  };
}

function discountByLine(items: readonly PricedItem[], discount: Discount | null): Map<string, number> {
  if (!discount || discount.kind === 'ACCESS') return new Map();
  const parts = items
    .filter(item => discount.ticketTypeIds === null || discount.ticketTypeIds.includes(item.ticketTypeId))
    .map(item => ({ key: item.ticketTypeId, weight: item.quantity * item.unitPrice }));
  const base = parts.reduce((sum, part) => sum + part.weight, 0);
  const amount = discount.kind === 'PERCENTAGE' ? portion(base, discount.value) : discount.value;
  return splitByLargestRemainder(Math.min(amount, base), parts);
}

function feeOf(net: number, quantity: number, fees: FeePolicy): number {
  return net === 0 ? 0 : portion(net, fees.basisPoints) + quantity * fees.fixedPerTicket;
}
