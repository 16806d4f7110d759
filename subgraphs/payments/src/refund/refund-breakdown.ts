import type { OrderTicket } from '../order/order.entity.ts';
import { splitByLargestRemainder } from '../pricing/split.ts';
import type { LineTax } from '../pricing/tax.ts';
import { addTaxes } from '../pricing/ticket-share.ts';

/** What of a refund concerns one ticket type: for the books and for the credit note. */
export interface RefundedLine {
  readonly name: string;
  /** Tickets that become void; null if money goes back and they stay good. */
  readonly quantity: number | null;
  readonly amount: number;
  /** The tax in `amount`, by rate. */
  readonly taxes: readonly LineTax[];
}

/** What of a ticket's price its fees are, with their share of an added tax. */
export function feesIn({ subtotal, discount, fees, total }: OrderTicket): number {
  const taxable = subtotal - discount + fees;
  return taxable === 0 ? 0 : Math.floor((2 * total * fees + taxable) / (2 * taxable));
}

/** Splits what goes back over the tickets that it is for, by what was paid for them, with the tax that is in it. */
export function breakDown(
  amount: number,
  tickets: readonly OrderTicket[],
  { voids }: { readonly voids: boolean },
): RefundedLine[] {
  const amounts = splitByLargestRemainder(
    amount,
    tickets.map(ticket => ({ key: ticket.ticketId, weight: ticket.total })),
  );
  const byType = Map.groupBy(tickets, ticket => ticket.ticketTypeName);
  return [...byType].map(([name, ofType]) => ({
    name,
    quantity: voids ? ofType.length : null,
    amount: ofType.reduce((sum, ticket) => sum + amounts.get(ticket.ticketId)!, 0),
    taxes: ofType.reduce<LineTax[]>((sum, ticket) => addTaxes(sum, taxIn(ticket, amounts.get(ticket.ticketId)!)), []),
  }));
}

/** The tax in a part of what was paid for a ticket. */
function taxIn(ticket: OrderTicket, amount: number): LineTax[] {
  if (ticket.total === 0) return [];
  return ticket.taxes.map(tax => ({ ...tax, amount: Math.round((tax.amount * amount) / ticket.total) }));
}

/** All tax in a refund. */
export const taxOf = (lines: readonly RefundedLine[]): number =>
  lines.flatMap(line => line.taxes).reduce((sum, { amount }) => sum + amount, 0);
