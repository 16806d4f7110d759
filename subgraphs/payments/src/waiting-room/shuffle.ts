import { createHmac } from 'node:crypto';

/** Enough for a pseudo-random permutation of a domain of any size; more would only cost time. */
const ROUNDS = 8;
/** Bits of each half at least: a network over fewer cannot reach every order. */
const SMALLEST_HALF = 3;

/**
 * Where number `index` (0 to size − 1) comes to stand when `size` numbers are shuffled by `seed`: a permutation, so that
 * no two share a place, and one that cannot be told before the seed is known. It is computed for one number alone, by a
 * Feistel network that is walked until it ends inside the range, so that no order needs to be stored.
 */
export function shuffledIndex(index: number, size: number, seed: string): number {
  const half = Math.max(Math.ceil(Math.log2(Math.max(size, 2)) / 2), SMALLEST_HALF);
  let value = index;
  do value = permute(value, half, seed);
  while (value >= size);
  return value;
}

function permute(value: number, half: number, seed: string): number {
  const mask = 2 ** half - 1;
  let left = Math.floor(value / 2 ** half);
  let right = value % 2 ** half;
  for (let round = 0; round < ROUNDS; round += 1) {
    const mixed = createHmac('sha256', seed).update(`${half}:${round}:${right}`).digest().readUInt32BE(0) & mask;
    [left, right] = [right, left ^ mixed];
  }
  return left * 2 ** half + right;
}
