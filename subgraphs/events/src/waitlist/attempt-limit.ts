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

/** Mails that tell one mailbox within a day of places which anybody may have asked for in its name, on all waitlists. */
export const mailboxLimit = new AttemptLimit({ table: 'waitlist_mailbox', key: 'mailbox', most: 3, hours: 24 });

/** Counts such a mail in the transaction that would send it. False if the mailbox has had enough of them. */
export async function mayTell(tx: EntityManager, email: string): Promise<boolean> {
  // Many providers take any tag after a plus for the same mailbox.
  const mailbox = email.toLowerCase().replace(/[+][^@]*@/, '@');
  return (await mailboxLimit.count(tx, hashSecret(`waitlist-mailbox:${mailbox}`))) === undefined;
}
