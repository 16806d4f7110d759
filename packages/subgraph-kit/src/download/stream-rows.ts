import pg from 'pg';
import type { Database } from '../database/database.ts';

/** Rows that are in memory at once. */
const BATCH = 500;

/**
 * Reads the rows of a query through a cursor of the server's, some at a time and from one snapshot, on a connection of
 * its own: a reader that is slow holds no other up. Ends with the connection closed, also when nobody reads on.
 */
export async function* streamRows<Row extends object>(
  database: Pick<Database, 'url'>,
  sql: string,
  values: readonly unknown[],
  signal: AbortSignal,
): AsyncGenerator<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  // A connection that is lost fails the statement in hand, which tells of it.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    await client.query({ text: `declare rows no scroll cursor for ${sql}`, values: [...values] });
    for (;;) {
      signal.throwIfAborted();
      const { rows } = await client.query<Row>(`fetch forward ${BATCH} from rows`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await client.end();
  }
}
