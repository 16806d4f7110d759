import pg from 'pg';
import type { Shop } from './shop.ts';

/** Changes what is stored as someone who has the database's password, with no guard of its own in the way. */
export async function plantIn(
  { adminUrls }: Pick<Shop, 'adminUrls'>,
  schema: 'payments' | 'events',
  sql: string,
  values: unknown[],
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrls[schema] });
  await client.connect();
  try {
    // No trigger refuses.
    await client.query('set session_replication_role = replica');
    await client.query(`set search_path to ${schema}`);
    const { rowCount } = await client.query(sql, values);
    if (rowCount === 0) throw new Error(`nothing planted by: ${sql}`);
  } finally {
    await client.end();
  }
}
