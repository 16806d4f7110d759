import { createHash } from 'node:crypto';
import type { Viewer } from '@ticketbase/kernel';

/**
 * Names the person who asks, as far as code that they run is concerned: signed in once, in one organization, with the same rights.
 * Undefined for everybody else: guests are many, and through an API token or the platform itself go the data of strangers. A
 * digest, because it is shown to the process that runs plugins' code.
 */
export function callerOf({ identity }: Viewer): string | undefined {
  if (identity.kind !== 'user') return undefined;
  const { userId, sessionId, organizationId, role, operator, scopes } = identity;
  const person = [userId, sessionId, organizationId, role, operator, [...scopes].sort()];
  return createHash('sha256').update(JSON.stringify(person)).digest('base64url');
}
