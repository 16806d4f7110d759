import type { OrderItem } from '../order/order.entity.ts';
import type { TicketShare } from '../pricing/ticket-share.ts';
import type { RefundedLine } from '../refund/refund-breakdown.ts';
import type { InvoiceDraft, InvoiceLine } from './invoice.entity.ts';

/** The invoice of an order as it is sold. */
export const draftOfOrder = (items: readonly OrderItem[]): InvoiceDraft => ({
  kind: 'INVOICE',
  lines: items.map(({ name, quantity, unitPrice, discount, fees, taxes, total }) => {
    return { name, quantity, unitPrice, discount, fees, taxes, total };
  }),
});

/** The credit note of a refund: what of which line goes back. */
export const draftOfRefund = (breakdown: readonly RefundedLine[]): InvoiceDraft => ({
  kind: 'CREDIT_NOTE',
  lines: breakdown.map(({ name, quantity, amount, taxes }) => {
    return { name, quantity, unitPrice: null, discount: 0, fees: 0, taxes, total: amount };
  }),
});

/** What a ticket was is credited, and what it is now is invoiced. */
export function draftsOfChange(change: {
  readonly fromName: string;
  readonly toName: string;
  readonly before: TicketShare;
  readonly after: TicketShare;
}): InvoiceDraft[] {
  const drafts: InvoiceDraft[] = [
    { kind: 'CREDIT_NOTE', lines: [lineOf(change.fromName, change.before)] },
    { kind: 'INVOICE', lines: [lineOf(change.toName, change.after)] },
  ];
  return drafts.filter(draft => draft.lines[0]!.total > 0);
}

const lineOf = (name: string, { subtotal, discount, fees, taxes, total }: TicketShare): InvoiceLine => {
  return { name, quantity: 1, unitPrice: subtotal, discount, fees, taxes, total };
};

/** What a document's lines sum to. */
export const totalOf = (lines: readonly InvoiceLine[]): number => lines.reduce((sum, line) => sum + line.total, 0);

/** The tax in a line. */
export const taxOfLine = (line: InvoiceLine): number => line.taxes.reduce((sum, tax) => sum + tax.amount, 0);

/** A rate's tax, and what it is a tax on. */
export interface TaxSummary {
  readonly name: string;
  readonly basisPoints: number;
  /** Without tax. */
  readonly net: number;
  readonly tax: number;
}

/** What stands at the foot of a document: each rate once. Rates that apply together are taxes on the same amount. */
export function taxSummary(lines: readonly InvoiceLine[]): TaxSummary[] {
  const rated = lines.flatMap(line => {
    const net = line.total - taxOfLine(line);
    return line.taxes.map(({ name, basisPoints, amount }) => ({ name, basisPoints, net, tax: amount }));
  });
  const groups = Map.groupBy(rated, ({ name, basisPoints }) => JSON.stringify([name, basisPoints]));
  return [...groups.values()].map(group => ({
    name: group[0]!.name,
    basisPoints: group[0]!.basisPoints,
    net: group.reduce((sum, part) => sum + part.net, 0),
    tax: group.reduce((sum, part) => sum + part.tax, 0),
  }));
}
