import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** Why a session ended before its time. */
export type RevocationReason = 'logout' | 'revoked' | 'token-reuse' | 'password-changed' | 'member-removed';

/** One sign-in, and the family of refresh tokens that continue it. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: p => ({
    id: p.uuid().primary(),
    userId: p.uuid(),
    /** The organization that the next access token speaks for. */
    organizationId: p.uuid(),
    /** Counts rotations: only a refresh token of this generation is current. */
    generation: p.integer().default(0),
    rotatedAt: p.datetime().defaultRaw('now()'),
    ip: p.text().nullable(),
    userAgent: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastUsedAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    revokedBecause: p.text().$type<RevocationReason>().nullable(),
  }),
});
export type Session = InferEntity<typeof SessionEntity>;

/** A refresh token that was given out, by its hash. Used ones are kept, to notice when one comes again. */
export const RefreshTokenEntity = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  properties: p => ({
    tokenHash: p.text().primary(),
    sessionId: p.uuid(),
    generation: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
