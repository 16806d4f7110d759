import type { Viewer } from '@ticketbase/kernel';

/** How a person stands to the viewer's organization. */
export interface Relation {
  readonly userId: string;
  /** A member of the viewer's organization, or a former one. */
  readonly sharesOrganization: boolean;
}

/**
 * Who may see that there is a person, and the name: the person, colleagues, and programs that may see the organization.
 * To everyone else the person does not exist.
 */
export function canSeeUser(viewer: Viewer, { userId, sharesOrganization }: Relation): boolean {
  if (viewer.isService || viewer.userId === userId) return true;
  if (!sharesOrganization) return false;
  return viewer.userId !== null || viewer.can('organization:read');
}

/** Who may see more of a person than the name, such as the address: not those who only work at the door. */
export const canSeeAccount = (viewer: Viewer, userId: string): boolean =>
  viewer.isService || viewer.userId === userId || viewer.can('organization:read');
