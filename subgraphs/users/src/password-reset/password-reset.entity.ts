import { defineEntity } from '@mikro-orm/core';

/** A link to set a new password, by the hash of its token. */
export const PasswordResetEntity = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_reset',
  properties: p => ({
    tokenHash: p.text().primary(),
    userId: p.uuid(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  }),
});
