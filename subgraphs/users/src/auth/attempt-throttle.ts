import type { EntityManager } from '@mikro-orm/postgresql';
import { hashSecret } from '@ticketbase/kernel';
import { TooManyAttemptsError } from './auth.errors.ts';

/** Attempts before the first wait. */
const FREE_ATTEMPTS = 5;
/** Seconds of the first wait; each further failure doubles it, up to the longest. */
const FIRST_WAIT = 30;
const LONGEST_WAIT = 15 * 60;
/** Seconds without an attempt after which the count starts anew. */
const FORGOTTEN_AFTER = 60 * 60;

/** What is guessed at: an account's password, or its second factor. */
export type GuessedAt = { readonly email: string } | { readonly secondFactorOf: string };

const subjectOf = (guessedAt: GuessedAt) =>
  'email' in guessedAt ? `login:${hashSecret(guessedAt.email)}` : `two-factor:${guessedAt.secondFactorOf}`;

/**
 * Slows guessing down, per account. An attempt is counted before it is made, in one conditional statement and outside
 * any transaction, so that a hundred attempts at once are a hundred. Accounts that do not exist are counted too.
 * The price is that a stranger can keep an account's login waiting, for a quarter of an hour at most; sessions that are
 * open go on, and a new password ends the wait.
 */
export class AttemptThrottle {
  private readonly em: EntityManager;

  constructor(em: EntityManager) {
    this.em = em;
  }

  /** Counts an attempt. Throws TOO_MANY_ATTEMPTS while the account must wait. */
  async begin(guessedAt: GuessedAt): Promise<void> {
    const subject = subjectOf(guessedAt);
    const counted = await this.em.execute(
      `insert into attempt_throttle as t (subject, attempts) values (?, 1)
       on conflict (subject) do update set
         attempts = case when t.updated_at < now() - make_interval(secs => ${FORGOTTEN_AFTER}) then 1 else t.attempts + 1 end,
         blocked_until = case
           when t.updated_at < now() - make_interval(secs => ${FORGOTTEN_AFTER}) then null
           when t.attempts + 1 >= ${FREE_ATTEMPTS} then now() + make_interval(secs =>
             least(${FIRST_WAIT} * 2 ^ least(t.attempts + 1 - ${FREE_ATTEMPTS}, 10), ${LONGEST_WAIT}))
         end,
         updated_at = now()
       where t.blocked_until is null or t.blocked_until <= now()
       returning attempts`,
      [subject],
    );
    if (counted.length > 0) return;
    const [wait] = await this.em.execute<{ seconds: number }[]>(
      'select ceil(extract(epoch from blocked_until - now()))::int as seconds from attempt_throttle where subject = ?',
      [subject],
    );
    throw new TooManyAttemptsError(Math.max(1, wait?.seconds ?? 1));
  }

  /** Forgets the attempts: the right answer was given. */
  async clear(guessedAt: GuessedAt, em: EntityManager = this.em): Promise<void> {
    await em.execute('delete from attempt_throttle where subject = ?', [subjectOf(guessedAt)]);
  }
}
