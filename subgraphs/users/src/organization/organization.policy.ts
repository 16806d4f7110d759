import type { Viewer } from '@ticketbase/kernel';

/**
 * Who may see an organization's settings and members. Its name, slug and logo stand on public pages.
 * Other parts of the platform may see the settings of any: a guest's cart asks before its tenant is known.
 */
export const canSeeInside = (viewer: Viewer, organizationId: string): boolean =>
  viewer.isService || viewer.can('organization:read', organizationId);
