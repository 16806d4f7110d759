/** Lines whose width is remembered, and how long they may be. */
const MOST_KEPT = 5_000;
const LONGEST_KEPT = 200;

/** Remembers how wide lines are at one size: measuring sets each letter, with its kerning. */
export class KeptWidths {
  private readonly known = new Map<string, number>();

  /** The width, which `measure` finds if it is not known. */
  of(line: string, bold: boolean, measure: () => number): number {
    if (line.length > LONGEST_KEPT) return measure();
    const key = bold ? `b${line}` : `r${line}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const width = measure();
    if (this.known.size >= MOST_KEPT) this.known.delete(this.known.keys().next().value!);
    this.known.set(key, width);
    return width;
  }
}
