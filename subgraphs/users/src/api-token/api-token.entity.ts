import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Scope } from '@ticketbase/kernel';

/** A key for programs, by its hash. Belongs to an organization, and never reaches further than its creator does. */
export const ApiTokenEntity = defineEntity({
  name: 'ApiToken',
  tableName: 'api_token',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    createdBy: p.uuid(),
    name: p.text(),
    prefix: p.text(),
    tokenHash: p.text(),
    scopes: p.array<Scope>(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  }),
});
export type ApiToken = InferEntity<typeof ApiTokenEntity>;
