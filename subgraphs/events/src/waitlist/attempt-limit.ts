import type { EntityManager } from '@mikro-orm/postgresql';
import { hashSecret, networkOf } from '@ticketbase/kernel';
import { AttemptLimit } from '@ticketbase/subgraph-kit';
import { TooManyWaitlistAttemptsError } from './waitlist.errors.ts';

/** Attempts to join that one client has: enough for a family, too few to fill lists or mailboxes. */
export const waitlistLimit = new AttemptLimit({ table: 'waitlist_attempt', most: 20 });

/**
 * Counts an attempt of a client, outside any transaction, so that refused ones count too. What is kept is a hash, and a
 * sweep forgets it after the hour. Throws TOO_MANY_WAITLIST_ATTEMPTS.
 */
export async function countAttempt(em: EntityManager, address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const wait = await waitlistLimit.count(em, hashSecret(`waitlist:${networkOf(address)}`));
  if (wait !== undefined) throw new TooManyWaitlistAttemptsError(wait);
}
