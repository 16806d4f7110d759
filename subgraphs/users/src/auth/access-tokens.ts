import type { KeyObject } from 'node:crypto';
import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_ISSUER, type Identity, toAccessTokenClaims } from '@ticketbase/kernel';
import jwt from 'jsonwebtoken';
import { keyIdOf, type PublicJwk, toPublicJwk } from './signing-keys.ts';

/** Seconds that an access token of a person or an API token is good for. */
export const ACCESS_TOKEN_LIFETIME = 15 * 60;

/** Signs access tokens (ES256), and publishes the keys that verify them. */
export class AccessTokens {
  private readonly keyId: string;
  private readonly privateKey: KeyObject;
  private readonly published: readonly PublicJwk[];

  constructor(privateKey: KeyObject, previousPublicKeys: readonly KeyObject[]) {
    this.privateKey = privateKey;
    this.keyId = keyIdOf(privateKey);
    this.published = [privateKey, ...previousPublicKeys].map(toPublicJwk);
  }

  /** A token for an identity, good for `lifetime` seconds. Throws for an identity that has no token. */
  issue(identity: Identity, lifetime: number = ACCESS_TOKEN_LIFETIME): string {
    const claims = toAccessTokenClaims(identity);
    if (!claims) throw new Error(`There is no access token for ${identity.kind}.`);
    return jwt.sign(claims, this.privateKey, {
      algorithm: 'ES256',
      keyid: this.keyId,
      issuer: ACCESS_TOKEN_ISSUER,
      audience: ACCESS_TOKEN_AUDIENCE,
      expiresIn: lifetime,
    });
  }

  /** The key set (RFC 7517) of `/.well-known/jwks.json`. */
  publicKeys(): { keys: PublicJwk[] } {
    return { keys: [...this.published] };
  }
}
