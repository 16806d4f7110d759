import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { EncryptionKeys } from '@ticketbase/subgraph-kit';

export interface NewKeyPair {
  /** Eight hexadecimal digits. */
  readonly id: string;
  /** 32 bytes as base64url. */
  readonly publicKey: string;
  /** Encrypted for its organization. */
  readonly privateKey: string;
}

/** Makes an Ed25519 pair; its private half leaves this function encrypted only. */
export function newKeyPair(organizationId: string, encryption: EncryptionKeys): NewKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const id = randomBytes(4).toString('hex');
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  return {
    id,
    publicKey: publicKey.export({ format: 'jwk' }).x!,
    privateKey: encryption.encrypt(pkcs8, contextOf(organizationId, id)),
  };
}

export const readPublicKey = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });

/** Throws Error if it was encrypted under another key, or for another organization. */
export const readPrivateKey = (
  { id, organizationId, privateKey }: { id: string; organizationId: string; privateKey: string },
  encryption: EncryptionKeys,
): KeyObject =>
  createPrivateKey({
    key: Buffer.from(encryption.decrypt(privateKey, contextOf(organizationId, id)), 'base64'),
    format: 'der',
    type: 'pkcs8',
  });

const contextOf = (organizationId: string, id: string) => `ticket-signing-key:${organizationId}:${id}`;
