import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Role } from '@ticketbase/kernel';

/** A person's place in an organization. */
export const MembershipEntity = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    userId: p.uuid(),
    role: p.text().$type<Role>(),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
export type Membership = InferEntity<typeof MembershipEntity>;

/** Someone who has left, and still stands in the organization's history. */
export const FormerMemberEntity = defineEntity({
  name: 'FormerMember',
  tableName: 'former_member',
  properties: p => ({
    organizationId: p.uuid().primary(),
    userId: p.uuid().primary(),
    leftAt: p.datetime().defaultRaw('now()'),
  }),
});
