import { createHmac } from 'node:crypto';
import { hashSecret } from '@ticketbase/kernel';

/**
 * Makes the tokens that open carts and orders. A token is derived from the id under a secret, so that a repeated
 * request gets the same one again though the database holds nothing but its hash.
 */
export class TokenMint {
  private readonly secret: string;

  constructor(secret: string) {
    this.secret = secret;
  }

  /** 256 bits as base64url. */
  tokenFor(kind: 'cart' | 'order', id: string): string {
    return createHmac('sha256', this.secret).update(`${kind}:${id}`).digest('base64url');
  }

  /** A hash that nobody can try values against who has the database alone. */
  keyedHash(purpose: 'client' | 'place' | 'admission', value: string): string {
    return createHmac('sha256', this.secret).update(`${purpose}:${value}`).digest('base64url');
  }

  hashFor(kind: 'cart' | 'order', id: string): string {
    return hashSecret(this.tokenFor(kind, id));
  }
}
