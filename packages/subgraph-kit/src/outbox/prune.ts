import type pg from 'pg';

/** A delivered event stays for a look at what happened; not longer, because its row also has what only mails may carry. */
const DELIVERED_KEPT = '1 hour';
/** Nothing is delivered again after this: the notes that it was applied can go. */
const APPLIED_KEPT = '30 days';

/**
 * Removes domain events that every one of these subscribers has got, and notes of long applied ones. A subscriber that
 * is added later begins with what is still there. Dead letters stay until somebody looks.
 */
export async function prune(client: pg.Client, subscribers: readonly string[], kept = DELIVERED_KEPT): Promise<void> {
  await client.query(
    `delete from outbox o
      where o.recorded_at < now() - $2::interval
        and (select count(*) from outbox_cursor c
              where c.subscriber = any($1) and (c.transaction_id, c.position) >= (o.transaction_id, o.position)) = cardinality($1)`,
    [subscribers, kept],
  );
  await client.query(`delete from inbox where applied_at < now() - $1::interval`, [APPLIED_KEPT]);
}
