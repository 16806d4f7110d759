import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB, 2 passes and 1 lane: OWASP's first recommendation, about 20 ms on one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** One password typed on different keyboards is the same text (NIST SP 800-63B, 3.1.1.2). */
const normalized = (password: string) => password.normalize('NFKC');

/** The Argon2id hash of a password, in PHC form. */
export const hashPassword = (password: string): Promise<string> => hash(normalized(password), COST);

/**
 * Whether the password is the one behind `passwordHash`. Without a hash, for an account that does not exist, the answer
 * is no after the same work, so that the time taken tells nothing.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash(randomBytes(32), COST);
  const matches = await verify(passwordHash ?? (await decoy), normalized(password));
  return passwordHash !== undefined && matches;
}
