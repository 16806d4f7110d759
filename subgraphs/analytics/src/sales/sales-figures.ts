import type { Money } from '@ticketbase/kernel';
import type { Measures } from '../store/documents.ts';

/** Sums of rollups in one currency. */
export interface FigureRow extends Omit<Measures, 'checkedIn'> {
  readonly currency: string | null;
}

/** Sales figures; amounts in each currency that there were sales in. */
export interface SalesFigures {
  readonly orders: number;
  readonly tickets: number;
  readonly gross: readonly Money[];
  readonly refunded: readonly Money[];
  readonly net: readonly Money[];
}

/** Adds rows up: counts over all, amounts by currency, in the order of the currencies' codes. */
export function sumFigures(rows: readonly FigureRow[]): SalesFigures {
  const byCurrency = new Map<string, { gross: number; refunded: number }>();
  let orders = 0;
  let tickets = 0;
  for (const row of rows) {
    orders += row.orders;
    tickets += row.tickets;
    if (row.currency === null) continue;
    const sum = byCurrency.get(row.currency) ?? { gross: 0, refunded: 0 };
    byCurrency.set(row.currency, { gross: sum.gross + row.gross, refunded: sum.refunded + row.refunded });
  }
  const sums = [...byCurrency].sort(([a], [b]) => (a < b ? -1 : 1));
  const money = (amount: (sum: { gross: number; refunded: number }) => number) =>
    sums.map(([currency, sum]) => ({ amount: amount(sum), currency }));
  return {
    orders,
    tickets,
    gross: money(sum => sum.gross),
    refunded: money(sum => sum.refunded),
    net: money(sum => sum.gross - sum.refunded),
  };
}
