/**
 * Splits an integer amount over parts in proportion to their weights, so that the parts sum to it exactly: each part
 * gets its floor, and the units left over go to the largest remainders (Hamilton's method). Ties go to the smaller key,
 * so that the order of the parts does not matter. All zero if there is no weight.
 */
export function splitByLargestRemainder(
  amount: number,
  parts: ReadonlyArray<{ readonly key: string; readonly weight: number }>,
): Map<string, number> {
  const total = parts.reduce((sum, part) => sum + BigInt(part.weight), 0n);
  if (total === 0n) return new Map(parts.map(part => [part.key, 0]));
  // Exact: amount × weight exceeds the integers that a Number holds.
  const shares = parts.map(({ key, weight }) => {
    const product = BigInt(amount) * BigInt(weight);
    return { key, floor: Number(product / total), remainder: product % total };
  });
  let left = amount - shares.reduce((sum, share) => sum + share.floor, 0);
  const result = new Map(shares.map(share => [share.key, share.floor]));
  for (const share of shares.toSorted(byRemainder)) {
    if (left <= 0) break;
    result.set(share.key, share.floor + 1);
    left -= 1;
  }
  return result;
}

interface Share {
  readonly key: string;
  readonly remainder: bigint;
}

function byRemainder(a: Share, b: Share): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

/** `amount × basisPoints ÷ 10,000`, rounded half up. The product stays below 2^53 for any 32-bit amount. */
export const portion = (amount: number, basisPoints: number): number =>
  Math.floor((amount * basisPoints + 5_000) / 10_000);

/** The tax of `basisPoints` that an amount contains, rounded half up. */
export function contained(amount: number, basisPoints: number): number {
  const whole = 10_000 + basisPoints;
  return Math.floor((2 * amount * basisPoints + whole) / (2 * whole));
}
