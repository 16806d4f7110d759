/** How many letters may be wrong, missing or too many, for a text of so many. */
const allowed = (length: number) => Math.max(1, Math.floor(length / 3));

/** The one of the names that was probably meant, misspelt or cut short; undefined if none is like it. */
function closest(written: string, names: readonly string[]): string | undefined {
  const near = names
    .map(name => ({ name, distance: distance(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= allowed(Math.min(name.length, written.length)));
  const [nearest] = near.sort((a, b) => a.distance - b.distance);
  return nearest?.name ?? names.find(name => written.length > 2 && name.startsWith(written));
}

/** A question that offers the name that was probably meant, to be put behind a sentence; empty if none is like it. */
export function didYouMean(written: unknown, names: readonly string[]): string {
  // A long text is no slip of the pen, and to compare it would take long.
  const found = typeof written === 'string' && written.length <= 80 ? closest(written, names) : undefined;
  return found === undefined ? '' : `; did you mean ${found}?`;
}

/** Levenshtein's: how many letters to change, add or leave out. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
