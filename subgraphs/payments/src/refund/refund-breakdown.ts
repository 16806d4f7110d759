import type { EntityManager } from '@mikro-orm/postgresql';
import { type Order, type OrderTicket, OrderTicketEntity } from '../order/order.entity.ts';
import { splitByLargestRemainder } from '../pricing/split.ts';
import type { LineTax } from '../pricing/tax.ts';
import { addTaxes } from '../pricing/ticket-share.ts';
import { RefundEntity } from './refund.entity.ts';

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

interface PaidPart {
  readonly ticket: OrderTicket;
  /** How much of what goes back it bears, in proportion to the others. */
  readonly weight: number;
}

/**
 * Splits what goes back over the tickets that it is for, by what was paid for them, with the tax that is in it. `voids`
 * says whether they become void. Money that none of them cost is what was kept of tickets that were given back before.
 */
export async function breakDown(
  em: EntityManager,
  order: Pick<Order, 'id'>,
  amount: number,
  { tickets, voids }: { readonly tickets: readonly OrderTicket[]; readonly voids: boolean },
): Promise<RefundedLine[]> {
  const parts = tickets.map(ticket => ({ ticket, weight: ticket.total }));
  const kept = amount > 0 && !isPaid(parts) ? await keptParts(em, order) : [];
  const amounts = splitByLargestRemainder(
    amount,
    [...parts, ...kept].map(({ ticket, weight }) => ({ key: ticket.ticketId, weight })),
  );
  return [...linesOf(parts, amounts, voids), ...linesOf(kept, amounts, false)];
}

const isPaid = (parts: readonly PaidPart[]) => parts.some(({ weight }) => weight > 0);

/** What tickets that were given back left: their fees, where these were kept, else a share of all that they had cost. */
async function keptParts(em: EntityManager, { id: orderId }: Pick<Order, 'id'>): Promise<PaidPart[]> {
  const options = { disableIdentityMap: true } as const;
  const withFees = await em.find(RefundEntity, { orderId, feesKept: { $gt: 0 }, status: { $ne: 'FAILED' } }, options);
  const where = { orderId, refundId: { $ne: null } };
  const given = await em.find(OrderTicketEntity, where, { ...options, orderBy: { ticketId: 'desc' } });
  const fees = given
    .filter(({ refundId }) => withFees.some(({ id }) => id === refundId))
    .map(ticket => ({ ticket, weight: feesIn(ticket) }));
  return isPaid(fees) ? fees : given.map(ticket => ({ ticket, weight: ticket.total }));
}

function linesOf(parts: readonly PaidPart[], amounts: ReadonlyMap<string, number>, voids: boolean): RefundedLine[] {
  const amountOf = ({ ticketId }: OrderTicket) => amounts.get(ticketId)!;
  const byType = Map.groupBy(
    parts.map(({ ticket }) => ticket),
    ticket => ticket.ticketTypeName,
  );
  return [...byType].map(([name, ofType]) => ({
    name,
    quantity: voids ? ofType.length : null,
    amount: ofType.reduce((sum, ticket) => sum + amountOf(ticket), 0),
    taxes: ofType.reduce<LineTax[]>((sum, ticket) => addTaxes(sum, taxIn(ticket, amountOf(ticket))), []),
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
