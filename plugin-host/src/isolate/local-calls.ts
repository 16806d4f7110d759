import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';

const algorithm = z.enum(['sha1', 'sha256', 'sha384', 'sha512']);
const encoding = z.enum(['hex', 'base64', 'base64url']).default('hex');
const hashArgs = z.object({ algorithm, data: z.string(), encoding });
const hmacArgs = z.object({ algorithm, key: z.string(), data: z.string(), encoding });
const randomArgs = z.object({ size: z.int().min(1).max(1024) });

/** The calls that a worker answers itself: pure functions of their arguments and of the system's randomness. */
export const LOCAL_CALLS: Readonly<Record<string, (args: unknown) => unknown>> = {
  'crypto.hash': args => {
    const given = hashArgs.parse(args);
    return createHash(given.algorithm).update(given.data).digest(given.encoding);
  },
  'crypto.hmac': args => {
    const given = hmacArgs.parse(args);
    return createHmac(given.algorithm, given.key).update(given.data).digest(given.encoding);
  },
  'crypto.randomBytes': args => randomBytes(randomArgs.parse(args).size).toString('hex'),
  'crypto.randomUUID': () => randomUUID(),
};

/** Milliseconds that a guest asked to sleep. */
export const sleepArgs = z.object({ milliseconds: z.number().min(0).max(60_000) });
