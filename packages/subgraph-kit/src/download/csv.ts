/** A value of one cell: text, a number of ours, or nothing. Amounts are decimal texts that no spreadsheet may change. */
export type Cell = string | number | Decimal | null | undefined;

/** An amount as a decimal text, e.g. `-12.50`: written as it is. */
export interface Decimal {
  readonly decimal: string;
}

/** Tells spreadsheets that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** What spreadsheets take for a formula, also behind spaces and in full width (OWASP: CSV injection). */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;
const SPECIAL = /[",\r\n]|^\s|\s$/;

/**
 * One line of a CSV file as RFC 4180 has it, with its line end. A text that a spreadsheet would run as a formula gets
 * an apostrophe in front, which spreadsheets take as “this is text”.
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(toField).join(',')}\r\n`;

function toField(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.decimal;
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
