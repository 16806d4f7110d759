import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const IV_BYTES = 12;

interface NamedKey {
  readonly id: string;
  readonly key: Buffer;
}

/** AES-256-GCM under one of several keys: the first encrypts, all decrypt, so that keys can be changed. */
export class EncryptionKeys {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly currentId: string;

  private constructor(keys: readonly NamedKey[]) {
    this.keys = new Map(keys.map(({ id, key }) => [id, key]));
    this.currentId = keys[0]!.id;
  }

  /**
   * Reads `<id>:<32 bytes as base64>`, several separated by commas, the current one first. Throws Error that names no
   * key.
   */
  static parse(this: void, text: string): EncryptionKeys {
    const keys = text.split(',').map(readKey);
    if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('Names one key id twice.');
    return new EncryptionKeys(keys);
  }

  /** `<key id>.<iv>.<tag>.<ciphertext>`. What `context` names must be named again to decrypt, such as the owner's id. */
  encrypt(text: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keys.get(this.currentId)!, iv).setAAD(Buffer.from(context));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const parts = [iv, cipher.getAuthTag(), ciphertext].map(part => part.toString('base64url'));
    return [this.currentId, ...parts].join('.');
  }

  /** The text again. Throws Error for an unknown key, a changed ciphertext, or another context. */
  decrypt(encrypted: string, context: string): string {
    const [keyId = '', ...parts] = encrypted.split('.');
    const key = this.keys.get(keyId);
    if (!key) throw new Error(`There is no encryption key ${keyId}.`);
    const [iv, tag, ciphertext] = parts.map(part => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  }
}

function readKey(entry: string): NamedKey {
  const [, id, base64] = /^\s*([\w-]{1,40}):(\S+)\s*$/.exec(entry) ?? [];
  const key = Buffer.from(base64 ?? '', 'base64');
  if (!id || key.length !== KEY_BYTES) {
    throw new Error('Must be <id>:<32 bytes as base64>, several separated by commas, the current one first.');
  }
  if (new Set(key).size < KEY_BYTES / 4) throw new Error('A key must be random.');
  return { id, key };
}
