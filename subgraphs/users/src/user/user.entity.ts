import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A person. Belongs to no tenant: memberships tie people to organizations. */
export const UserEntity = defineEntity({
  name: 'User',
  tableName: 'user',
  properties: p => ({
    id: p.uuid().primary(),
    /** Lower case, as the database demands. */
    email: p.text(),
    name: p.text(),
    avatarUrl: p.text().nullable(),
    passwordHash: p.text(),
    twoFactorEnabled: p.boolean().default(false),
    /** Set by `setOperator` only, never through the API. */
    operator: p.boolean().default(false),
    lastActiveAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
export type User = InferEntity<typeof UserEntity>;
