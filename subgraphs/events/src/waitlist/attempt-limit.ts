import type { EntityManager } from '@mikro-orm/postgresql';
import { hashSecret, networkOf } from '@ticketbase/kernel';
import { TooManyWaitlistAttemptsError } from './waitlist.errors.ts';

/** Attempts to join that one client has within an hour: enough for a family, too few to fill lists or mailboxes. */
const MOST_ATTEMPTS = 20;
const WINDOW_SECONDS = 3_600;

/**
 * Counts an attempt of a client, in one conditional statement and outside any transaction, so that refused ones count
 * too. What is kept is a hash, and a sweep forgets it after the hour. Throws TOO_MANY_WAITLIST_ATTEMPTS.
 */
export async function countAttempt(em: EntityManager, address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const client = hashSecret(`waitlist:${networkOf(address)}`);
  const [row] = await em.execute<{ attempts: number; wait: number }[]>(
    `insert into waitlist_attempt as a (client, attempts, since) values (?, 1, now())
     on conflict (client) do update set
       attempts = case when a.since < now() - make_interval(secs => ${WINDOW_SECONDS}) then 1 else a.attempts + 1 end,
       since = case when a.since < now() - make_interval(secs => ${WINDOW_SECONDS}) then now() else a.since end
     returning attempts, ceil(extract(epoch from since + make_interval(secs => ${WINDOW_SECONDS}) - now()))::int as wait`,
    [client],
  );
  if (row!.attempts > MOST_ATTEMPTS) throw new TooManyWaitlistAttemptsError(Math.max(1, row!.wait));
}

/** Forgets clients that did not ask within the hour. Returns how many. */
export async function forgetAttempts(em: EntityManager): Promise<number> {
  const forgotten = await em.execute(
    `delete from waitlist_attempt where client in (
       select client from waitlist_attempt where since < now() - make_interval(secs => ${WINDOW_SECONDS})
        limit 1000 for update skip locked)
     returning client`,
  );
  return forgotten.length;
}
