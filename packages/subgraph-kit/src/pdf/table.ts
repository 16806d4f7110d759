import { type Box, PAGE, type TextStyle } from './page.ts';
import type { Pdf } from './pdf.ts';

export interface Column {
  readonly title: string;
  /** Its share of the table's width, beside the other columns' shares. */
  readonly share: number;
  readonly align?: TextStyle['align'];
}

export interface TableOptions {
  readonly box: Box;
  readonly columns: readonly Column[];
  /** A text per column; a cell's text is broken to its column. */
  readonly rows: ReadonlyArray<readonly string[]>;
  /** In points; 9 by default. */
  readonly size?: number;
}

const GAP = 8;
const PADDING = 4;
const BOTTOM = PAGE.height - PAGE.margin - 10;

/** Draws a table from its box downwards, and on at the top margin of new pages. Returns its lower edge. */
export function drawTable(pdf: Pdf, { box, columns, rows, size = 9 }: TableOptions): number {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (box.width * share) / shares);
  const lefts = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, box.x));

  // The last column ends where the table does.
  const innerWidth = (index: number) => widths[index]! - (index < columns.length - 1 ? GAP : 0);

  const drawRow = (cells: readonly string[], y: number, style: TextStyle): number => {
    const ends = columns.map(({ align }, index) =>
      pdf.text(cells[index] ?? '', { x: lefts[index]!, y: y + PADDING, width: innerWidth(index) }, { ...style, align }),
    );
    const end = Math.max(...ends) + PADDING;
    pdf.line({ ...box, y: end });
    return end;
  };
  const heightOf = (cells: readonly string[]) =>
    2 * PADDING + Math.max(...columns.map((_, index) => pdf.heightOf(cells[index] ?? '', innerWidth(index), { size })));
  const head = (y: number) =>
    drawRow(
      columns.map(column => column.title),
      y,
      { size, bold: true },
    );

  let y = head(box.y);
  for (const row of rows) {
    if (y + heightOf(row) > BOTTOM) {
      pdf.newPage();
      y = head(PAGE.margin);
    }
    y = drawRow(row, y, { size });
  }
  return y;
}
