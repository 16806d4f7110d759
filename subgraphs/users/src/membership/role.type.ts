import { ROLES, type Role } from '@ticketbase/kernel';
import { registerEnumType } from '@ticketbase/subgraph-kit/graphql';

const described: Record<Role, string> = {
  OWNER: 'May do everything, and decides who else owns the organization; there is always one.',
  ADMIN: 'May do everything but make or remove owners.',
  MANAGER: 'Runs events and sales, money included; no members, tokens or plugins.',
  SUPPORT: 'Answers buyers: sees orders, changes tickets, sends them again.',
  ANALYST: 'Sees figures and orders; changes nothing.',
  SCANNER: 'Checks tickets in at the door.',
};

/** The roles as a GraphQL enum. */
export const RoleType = Object.fromEntries(ROLES.map(role => [role, role])) as { readonly [R in Role]: R };

registerEnumType(RoleType, {
  name: 'Role',
  description: 'What someone may do in an organization, as a bundle of scopes.',
  valuesConfig: Object.fromEntries(ROLES.map(role => [role, { description: described[role] }])),
});
