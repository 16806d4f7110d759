import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

const algorithm = z.enum(['sha1', 'sha256', 'sha384', 'sha512']);
const encoding = z.enum(['hex', 'base64', 'base64url']).default('hex');
const hashArgs = z.object({ algorithm, data: z.string(), encoding });
const keyEncoding = z.enum(['utf8', 'hex', 'base64', 'base64url']).default('utf8');
const hmacArgs = z.object({ algorithm, key: z.string(), data: z.string(), encoding, keyEncoding });
const randomArgs = z.object({ size: z.int().min(1).max(1024) });

/** What is of an encoding, whole: decoding alone ends at, or leaves out, what is not, so that a key would be a part of a text. */
const WHOLE: Readonly<Record<z.infer<typeof keyEncoding>, RegExp>> = {
  utf8: /^/,
  hex: /^(?:[0-9a-f]{2})*$/i,
  base64: /^[0-9A-Za-z+/]*={0,2}$/,
  base64url: /^[0-9A-Za-z_-]*={0,2}$/,
};

/**
 * Answers `crypto.hmac`.
 * @param readKey what the key's text stands for
 * @throws ZodError, or an Error for a key that is not of its encoding
 */
export function hmac(args: unknown, readKey: (key: string) => string = key => key): string {
  const given = hmacArgs.parse(args);
  const text = readKey(given.key);
  if (!WHOLE[given.keyEncoding].test(text)) throw new Error(`The key is not ${given.keyEncoding}.`);
  const key = Buffer.from(text, given.keyEncoding);
  return createHmac(given.algorithm, key).update(given.data).digest(given.encoding);
}

/** The calls that a worker answers itself: pure functions of their arguments and of the system's randomness. */
export const LOCAL_CALLS: Readonly<Record<string, (args: unknown) => unknown>> = {
  'crypto.hash': args => {
    const given = hashArgs.parse(args);
    return createHash(given.algorithm).update(given.data).digest(given.encoding);
  },
  'crypto.hmac': args => hmac(args),
  'crypto.randomBytes': args => randomBytes(randomArgs.parse(args).size).toString('hex'),
  'crypto.randomUUID': () => randomUUID(),
};

/** Milliseconds that a guest asked to sleep. */
export const sleepArgs = z.object({ milliseconds: z.number().min(0).max(60_000) });
