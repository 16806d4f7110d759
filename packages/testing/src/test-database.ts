import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase } from '@ticketbase/embedded';
import { Database, type DatabaseOptions, provisionSchema } from '@ticketbase/subgraph-kit';
import pg from 'pg';

export interface TestDatabase {
  readonly database: Database;
  /** URL of the subgraph's own role. */
  readonly url: string;
  /** URL of the superuser, on the same database. */
  readonly adminUrl: string;
  close(): Promise<void>;
}

export type TestDatabaseOptions = Pick<DatabaseOptions, 'entities' | 'migrations' | 'poolSize'> & {
  /** The subgraph's name, hence its schema's. */
  readonly name: string;
};

/** A migrated database of the test's own, with a role of its own, on the server that the run shares. */
export async function createTestDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run the tests through vitest.config.ts.');
  const role = `test_${options.name}_${randomBytes(6).toString('hex')}`;
  const adminUrl = await createDatabase(server, role);
  const url = await provisionSchema({ adminUrl, name: options.name, role, password: randomBytes(12).toString('hex') });
  const database = await Database.connect({ ...options, url, schema: options.name });
  await database.migrate();
  return {
    database,
    url,
    adminUrl,
    async close() {
      await database.close();
      await dropDatabase(server, role);
      const client = new pg.Client({ connectionString: server });
      await client.connect();
      await client.query(`drop role if exists ${pg.escapeIdentifier(role)}`);
      await client.end();
    },
  };
}
