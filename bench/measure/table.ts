import { cpus, loadavg, release, totalmem } from 'node:os';

/** A Markdown table, columns aligned for the terminal. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map(row => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** What the figures were measured on, and how busy it was with other things, too. */
export function machine(): string {
  const [cpu] = cpus();
  const processors = `${cpus().length} × ${cpu?.model.trim() || 'processor'}`;
  const load = loadavg().map(value => value.toFixed(1));
  return `Node ${process.version}, Linux ${release()}, ${processors}, ${Math.round(totalmem() / 2 ** 30)} GB; load over 1, 5 and 15 minutes: ${load.join(', ')}`;
}
