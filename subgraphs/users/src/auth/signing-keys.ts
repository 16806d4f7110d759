import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** One public key as a key set names it (RFC 7517). */
export interface PublicJwk extends JsonWebKey {
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
}

const PEM_BLOCK = /-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g;

/** An .env file has a PEM on one line, with \n where it breaks. */
const unfold = (pem: string) => pem.replaceAll('\\n', '\n');

/** Reads a P-256 private key out of PEM (PKCS #8 or SEC 1). Throws Error that does not repeat the key. */
export function parsePrivateKey(pem: string): KeyObject {
  return requireP256(attempt(() => createPrivateKey(unfold(pem)), 'Must be a private key as PEM.'));
}

/** Reads any number of P-256 public keys out of PEM blocks. Throws Error. */
export function parsePublicKeys(pems: string): KeyObject[] {
  const blocks = unfold(pems).match(PEM_BLOCK) ?? [];
  if (blocks.length === 0 && pems.trim() !== '') throw new Error('Must be public keys as PEM.');
  return blocks.map(pem => requireP256(attempt(() => createPublicKey(pem), 'Must be public keys as PEM.')));
}

/** The key id: the JWK thumbprint (RFC 7638), so that it follows from the key alone. */
export function keyIdOf(key: KeyObject): string {
  const { crv, kty, x, y } = publicHalf(key).export({ format: 'jwk' });
  // The members in this order, with nothing between: the thumbprint is over exactly these bytes.
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** What verifies this key's signatures, as it is published. */
export function toPublicJwk(key: KeyObject): PublicJwk {
  return { ...publicHalf(key).export({ format: 'jwk' }), kid: keyIdOf(key), use: 'sig', alg: 'ES256' };
}

const publicHalf = (key: KeyObject) => (key.type === 'private' ? createPublicKey(key) : key);

function requireP256(key: KeyObject): KeyObject {
  if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  throw new Error('Must be a key on the curve P-256 (ES256).');
}

function attempt<T>(work: () => T, refusal: string): T {
  try {
    return work();
  } catch {
    throw new Error(refusal);
  }
}
