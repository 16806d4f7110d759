import { isScope, type Scope, type Viewer } from '@ticketbase/kernel';

/** What the manifest asks for and the grant does not name. */
export const missingPermissions = (asked: readonly string[], granted: readonly string[]): string[] =>
  asked.filter(scope => !granted.includes(scope));

/** What the grant names and the manifest does not ask for; a grant never gives more than was asked. */
export const unaskedPermissions = (asked: readonly string[], granted: readonly string[]): string[] =>
  granted.filter(scope => !asked.includes(scope));

/** Scopes of the grant that the viewer does not hold: nobody hands on more than they have. */
export const ungrantable = (viewer: Viewer, granted: readonly string[]): Scope[] =>
  granted.filter(isScope).filter(scope => !viewer.can(scope));
