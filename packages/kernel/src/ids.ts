import * as crypto from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

// Node 24.16 added it; @types/node 24 does not name it yet.
const { randomUUIDv7 } = crypto as unknown as { randomUUIDv7(): string };

/** A new UUID version 7 (RFC 9562): unique, and ordered by time so that indexes stay dense. */
export const newId = (): string => randomUUIDv7();

/** True for any UUID. An id that is not one can be answered "not found" without asking the database. */
export const isId = (value: string): boolean => UUID.test(value);

/** A secret for links and tokens: 32 random bytes, base64url. */
export const newSecret = (): string => crypto.randomBytes(32).toString('base64url');

/** The SHA-256 of a secret as hex: what is stored instead of it. */
export const hashSecret = (secret: string): string => crypto.createHash('sha256').update(secret).digest('hex');
