import type { Logger } from '@ticketbase/kernel';
import type { Database } from '@ticketbase/subgraph-kit';
import { loginFailureLimit } from './auth/login-failures.ts';

const EVERY = 60 * 60 * 1000;

/** What is of no more use; kept a day longer than it works, so that a late question has an answer. */
const STATEMENTS = [
  `delete from session where expires_at < now() - interval '1 day'`,
  `delete from two_factor_challenge where expires_at < now() - interval '1 day'`,
  `delete from password_reset where expires_at < now() - interval '1 day'`,
  `delete from attempt_throttle where updated_at < now() - interval '1 day'`,
];

/** Deletes expired sessions, links and counters. Harmless in many processes at once. */
export async function tidy(database: Database): Promise<void> {
  const em = database.forkTenant(null);
  for (const statement of STATEMENTS) await em.execute(statement);
  while ((await loginFailureLimit.forget(em)) > 0);
}

/** Tidies every hour until the returned function is called. */
export function startHousekeeping(database: Database, logger: Logger): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = tidy(database).catch(error => logger.warn({ err: error }, 'expired sessions were not deleted'));
  }, EVERY);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
