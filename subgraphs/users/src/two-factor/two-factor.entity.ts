import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A person's authenticator; counts for nothing until it is confirmed. */
export const TwoFactorEntity = defineEntity({
  name: 'TwoFactor',
  tableName: 'two_factor',
  properties: p => ({
    userId: p.uuid().primary(),
    encryptedSecret: p.text(),
    confirmedAt: p.datetime().nullable(),
    lastStep: p.integer().default(0),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
export type TwoFactor = InferEntity<typeof TwoFactorEntity>;

/** A code for whoever has lost the authenticator, by its hash; works once. */
export const RecoveryCodeEntity = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  properties: p => ({
    userId: p.uuid().primary(),
    codeHash: p.text().primary(),
    usedAt: p.datetime().nullable(),
  }),
});

/** A login that waits for its second factor, by the hash of its token. */
export const TwoFactorChallengeEntity = defineEntity({
  name: 'TwoFactorChallenge',
  tableName: 'two_factor_challenge',
  properties: p => ({
    tokenHash: p.text().primary(),
    userId: p.uuid(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  }),
});
