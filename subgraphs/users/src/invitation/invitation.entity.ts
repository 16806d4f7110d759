import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Role } from '@ticketbase/kernel';

/** An offer to join an organization; whoever holds its token can take it up once. */
export const InvitationEntity = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    email: p.text(),
    role: p.text().$type<Role>(),
    tokenHash: p.text(),
    invitedBy: p.uuid().nullable(),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
export type Invitation = InferEntity<typeof InvitationEntity>;
