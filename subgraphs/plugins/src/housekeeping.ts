import type { Logger } from '@ticketbase/kernel';
import type { Database } from '@ticketbase/subgraph-kit';
import { KEPT_DAYS } from './removal/removal.policy.ts';

const EVERY = 60 * 60 * 1000;
/** Lines of a log that are kept for each installation. */
export const KEPT_LINES = 10_000;

const STATEMENTS = [
  // Settings, storage and log go with the installation.
  `delete from plugin_installation where uninstalled_at < now() - interval '${KEPT_DAYS} days'`,
  `delete from plugin_log where id in (
     select id from (select id, row_number() over (partition by installation_id order by at desc, id desc) as place
                       from plugin_log) as placed where place > ${KEPT_LINES})`,
  `delete from idempotency_key where created_at < now() - interval '7 days'`,
  `delete from webhook_receipt where received_at < now() - interval '7 days'`,
  `delete from hook_delivery where failed_at < now() - interval '30 days'`,
  // The copies of upgrades whose process died.
  `delete from plugin_staged_value staged using plugin_installation i
     where i.id = staged.installation_id and coalesce(i.upgrading_until, '-infinity') < now() - interval '1 hour'`,
  `delete from publication_count where began_at < now() - interval '1 day'`,
  // The newest is always kept: it is the one that is served.
  `delete from supergraph_release where created_at < now() - interval '30 days'
     and ordinal < (select max(ordinal) from supergraph_release)`,
];

/** Deletes what is of no more use, over all tenants. Harmless in many processes at once. */
export async function tidy(database: Database): Promise<void> {
  for (const statement of STATEMENTS) await database.forkTenant(null).execute(statement);
}

/** Tidies every hour until the returned function is called. */
export function startHousekeeping(database: Database, logger: Logger): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = tidy(database).catch(error => logger.warn({ err: error }, 'old plugin data was not deleted'));
  }, EVERY);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
