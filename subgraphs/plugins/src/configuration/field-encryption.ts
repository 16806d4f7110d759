import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EncryptionKey } from '../config.ts';

/** One encrypted setting: AES-256-GCM, all parts base64. */
export interface SealedField {
  /** Which key it was encrypted under. */
  readonly keyId: string;
  readonly iv: string;
  readonly tag: string;
  readonly data: string;
}

/** Where a setting belongs; it cannot be opened as that of another tenant, plugin or field. */
export interface FieldAddress {
  readonly organizationId: string;
  readonly pluginId: string;
  readonly field: string;
}

const IV_BYTES = 12;

/** Encrypts single settings under the first key and decrypts those of every key. */
export class FieldEncryption {
  private readonly keys: readonly [EncryptionKey, ...EncryptionKey[]];

  constructor(keys: readonly [EncryptionKey, ...EncryptionKey[]]) {
    this.keys = keys;
  }

  seal(address: FieldAddress, plaintext: string): SealedField {
    const [{ id, key }] = this.keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(additionalData(address));
    const data = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    const [tag, text] = [cipher.getAuthTag(), data];
    return { keyId: id, iv: iv.toString('base64'), tag: tag.toString('base64'), data: text.toString('base64') };
  }

  /** The plaintext. Throws if the key is gone, or the field was changed or belongs elsewhere. */
  open(address: FieldAddress, sealed: SealedField): string {
    const key = this.keys.find(({ id }) => id === sealed.keyId)?.key;
    if (!key) throw new Error(`The encryption key ${sealed.keyId} is not configured.`);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 })
      .setAAD(additionalData(address))
      .setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return decipher.update(Buffer.from(sealed.data, 'base64'), undefined, 'utf8') + decipher.final('utf8');
  }
}

// As JSON, so that no two addresses run together into the same bytes.
const additionalData = ({ organizationId, pluginId, field }: FieldAddress) =>
  Buffer.from(JSON.stringify([organizationId, pluginId, field]));
