import { ROLE_SCOPES, type Role, type Viewer } from '@ticketbase/kernel';

const RANK: Readonly<Record<Role, number>> = { OWNER: 3, ADMIN: 2, MANAGER: 1, SUPPORT: 0, ANALYST: 0, SCANNER: 0 };

/**
 * Whether the viewer may give `role` to someone, or take it away: people up to their own rank, programs up to the
 * scopes that they hold themselves and never to a role that manages others.
 */
export function canHandle(viewer: Viewer, role: Role): boolean {
  const { identity } = viewer;
  if (identity.kind === 'user') return RANK[role] <= RANK[identity.role];
  return RANK[role] < RANK.ADMIN && ROLE_SCOPES[role].every(scope => viewer.can(scope));
}

/** Whether the organization keeps an owner when one of `owners` becomes `role`, or leaves (`null`). */
export const keepsAnOwner = (current: Role, next: Role | null, owners: number): boolean =>
  current !== 'OWNER' || next === 'OWNER' || owners > 1;
