import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

const algorithm = z.enum(['sha1', 'sha256', 'sha384', 'sha512']);
const encoding = z.enum(['hex', 'base64', 'base64url']).default('hex');
const hashArgs = z.object({ algorithm, data: z.string(), encoding });
const keyEncoding = z.enum(['utf8', 'hex', 'base64', 'base64url']).default('utf8');
const hmacArgs = z.object({ algorithm, key: z.string(), data: z.string(), encoding, keyEncoding });
const randomArgs = z.object({ size: z.int().min(1).max(1024) });

/**
 * Answers `crypto.hmac`.
 * @param readKey what the key's text stands for
 * @throws ZodError
 */
export function hmac(args: unknown, readKey: (key: string) => string = key => key): string {
  const given = hmacArgs.parse(args);
  const key = Buffer.from(readKey(given.key), given.keyEncoding);
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
