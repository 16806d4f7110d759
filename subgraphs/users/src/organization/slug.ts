import { randomInt } from 'node:crypto';

const LONGEST = 60;
const SUFFIX_LENGTH = 5;
/** Pages of the shop that stand where an organization's slug would: /shop/cart is a page, not somebody's. */
const RESERVED = new Set(['cart', 'orders', 'unsubscribe', 'waiting-room', 'waitlist']);
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A name as part of an address: `Zürich Jazz & Söhne` → `zurich-jazz-sohne`; `organization` if nothing is left. */
export function slugify(name: string): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = ascii.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST);
  return slug.replace(/^-+|-+$/g, '') || 'organization';
}

/** Slugs to try in turn: the plain one, then such as `zurich-jazz-x7k2m`. */
export function* slugCandidates(name: string): Generator<string> {
  const slug = slugify(name);
  if (!RESERVED.has(slug)) yield slug;
  for (;;) {
    const suffix = Array.from({ length: SUFFIX_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    yield `${slug}-${suffix}`;
  }
}
