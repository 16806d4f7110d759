import { UnauthenticatedError } from '@ticketbase/kernel';
import type { CallerLimits } from '../guard/caller-limits.ts';
import type { Identify } from './identity.ts';

interface Parts {
  readonly callers: CallerLimits;
  readonly identify: Identify;
}

/**
 * Says who a request speaks for, and counts tokens that are none by the address that they come from.
 * Throws UNAUTHENTICATED, or RATE_LIMITED.
 */
export async function identifyCaller(
  { callers, identify }: Parts,
  authorization: string | undefined,
  address: string | undefined,
  requestId: string,
): ReturnType<Identify> {
  if (authorization !== undefined) await callers.beforeIdentification(address);
  try {
    return await identify(authorization, requestId);
  } catch (error) {
    if (error instanceof UnauthenticatedError) await callers.invalidToken(address);
    throw error;
  }
}
