import { cpus, release, totalmem } from 'node:os';

/** A Markdown table, columns aligned for the terminal. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map(row => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** What the figures were measured on, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  return `Node ${process.version}, Linux ${release()}, ${cpus().length} × ${cpu?.model.trim() || 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}
