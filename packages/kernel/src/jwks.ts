import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { FindVerificationKey } from './access-token.ts';

interface Jwks {
  readonly keys: ReadonlyArray<JsonWebKey & { readonly kid?: string }>;
}

/** Milliseconds between two looks for a key that is not known, so that forged key ids cannot cause a storm. */
const REFRESH_AT_MOST_EVERY = 5_000;

/** Finds verification keys in a key set (RFC 7517) that is read when an unknown key id is met. */
export function jwksKeys(read: () => Promise<Jwks>): FindVerificationKey {
  let keys = new Map<string, KeyObject>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const refresh = async () => {
    readAt = Date.now();
    const jwks = await read();
    keys = new Map(jwks.keys.map(key => [key.kid ?? '', createPublicKey({ key, format: 'jwk' })]));
  };

  return async keyId => {
    const known = keys.get(keyId);
    if (known) return known;
    if (Date.now() - readAt >= REFRESH_AT_MOST_EVERY) {
      reading ??= refresh().finally(() => {
        reading = undefined;
      });
    }
    await reading;
    return keys.get(keyId);
  };
}

/** Reads a key set from the users subgraph's server. */
export const fetchJwks = (usersUrl: string) => async (): Promise<Jwks> => {
  const response = await fetch(`${usersUrl}/.well-known/jwks.json`, { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as Jwks;
};
