import type { Viewer } from '@ticketbase/kernel';

/** How a person stands to the viewer's organization. */
export interface Relation {
  readonly userId: string;
  /** A member of the viewer's organization, or a former one. */
  readonly sharesOrganization: boolean;
}

/**
 * Who may see a person (name, address and all): the person, colleagues, and programs that may see the organization.
 * To everyone else the person does not exist.
 */
export function canSeeUser(viewer: Viewer, { userId, sharesOrganization }: Relation): boolean {
  if (viewer.isService || viewer.userId === userId) return true;
  if (!sharesOrganization) return false;
  return viewer.userId !== null || viewer.can('organization:read');
}
