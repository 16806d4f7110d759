import { timingSafeEqual } from 'node:crypto';
import { isId } from '@ticketbase/kernel';
import { z } from 'zod';
import type { TokenMint } from '../token-mint.ts';

const CLAIMS = {
  /** A place in the line of an event. */
  place: z.object({ e: z.string().refine(isId), n: z.int().positive() }),
  /** Leave to open a cart of an event until a time (seconds since 1970). */
  admission: z.object({ e: z.string().refine(isId), a: z.string().refine(isId), x: z.int().positive() }),
} as const;
type Kind = keyof typeof CLAIMS;
type Claims<K extends Kind> = z.infer<(typeof CLAIMS)[K]>;

/** Longer than any token that was ever signed here. */
const LONGEST = 400;

/** Signs what a buyer carries, so that it needs no row to be checked. A token of one kind is none of the other. */
export function signToken<K extends Kind>(mint: TokenMint, kind: K, claims: Claims<K>): string {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${mint.keyedHash(kind, body)}`;
}

/** What a token says, if it was signed here for this; undefined for anything else. */
export function readToken<K extends Kind>(mint: TokenMint, kind: K, token: string): Claims<K> | undefined {
  if (token.length > LONGEST) return undefined;
  const [body, signature, ...rest] = token.split('.');
  if (!body || !signature || rest.length > 0) return undefined;
  const expected = Buffer.from(mint.keyedHash(kind, body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const parsed = CLAIMS[kind].safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return parsed.success ? (parsed.data as Claims<K>) : undefined;
}
