import { useCallback, useState } from 'react';

/** A key that nobody guesses. `crypto.randomUUID` would be missing on pages without TLS. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The key of a form: the same for each time it is sent, so that a lost answer does nothing twice. Renew it after a
 * success if the form stays.
 */
export function useIdempotencyKey(): readonly [key: string, renew: () => void] {
  const [key, setKey] = useState(newIdempotencyKey);
  const renew = useCallback(() => setKey(newIdempotencyKey()), []);
  return [key, renew];
}
