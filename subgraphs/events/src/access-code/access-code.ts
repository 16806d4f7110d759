import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether someone gave this code; case and space around it do not matter. Takes as long whether they did or not. */
export function isSameCode(code: string, given: string): boolean {
  return timingSafeEqual(digest(code), digest(given));
}

const digest = (code: string) => createHash('sha256').update(code.trim().normalize('NFKC').toUpperCase()).digest();
