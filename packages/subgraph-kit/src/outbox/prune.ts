import type pg from 'pg';

/** A delivered event stays for a look at what happened; not longer, because its row also has what only mails may carry. */
const DELIVERED_KEPT = '1 hour';
/** Nothing is delivered again after this: the notes that it was applied can go. */
const APPLIED_KEPT = '30 days';
/** Nobody repeats a request after this: its key may be used for another. */
const KEYS_KEPT = '30 days';
/** Whoever runs the server has seen by then what could not be delivered. */
const DEAD_LETTERS_KEPT = '90 days';

/**
 * Removes domain events that every one of these subscribers has got, notes of long applied ones, old dead letters, and
 * idempotency keys that are not asked for again. A subscriber that is added later begins with what is still there.
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
  await client.query(`delete from idempotency_key where created_at < now() - $1::interval`, [KEYS_KEPT]);
  await client.query(`delete from outbox_dead_letter where created_at < now() - $1::interval`, [DEAD_LETTERS_KEPT]);
}
