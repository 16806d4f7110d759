/**
 * Writes docs/database-postgresql.md from a database that every subgraph's migrations were just applied to, and
 * docs/database-mongodb.md from the descriptions of the collections. `--check` compares instead of writing.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyticsCollections, type CollectionDescription } from '@ticketbase/analytics';
import { startPostgres } from '@ticketbase/embedded';
import { eventsDatabase } from '@ticketbase/events';
import { notificationsDatabase } from '@ticketbase/notifications';
import { paymentsDatabase } from '@ticketbase/payments';
import { pluginsDatabase } from '@ticketbase/plugins';
import { Database, provisionSchema } from '@ticketbase/subgraph-kit';
import { usersDatabase } from '@ticketbase/users';
import pg from 'pg';
import { generatedFile } from './generated-file.ts';
import { mongodbPage } from './mongodb-page.ts';
import { postgresqlPage, type SchemaDescription } from './postgresql-page.ts';
import { readTables } from './postgresql-tables.ts';

const REMEDY = 'npm run codegen';
const DATABASES = [usersDatabase, eventsDatabase, paymentsDatabase, pluginsDatabase, notificationsDatabase];

generatedFile('docs/database-postgresql.md', postgresqlPage(await readSchemas()), REMEDY);
const collections = Object.values(analyticsCollections) as CollectionDescription[];
generatedFile('docs/database-mongodb.md', mongodbPage(collections), REMEDY);

/** Every schema as its migrations leave it, read from a server that lives for this long only. */
async function readSchemas(): Promise<SchemaDescription[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketbase-schema-'));
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false, orphan: 'remove' });
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const described: SchemaDescription[] = [];
    for (const { schema, entities, migrations } of DATABASES) {
      await migrate(server.url, schema, { entities, migrations });
      described.push({ name: schema, tables: await readTables(client, schema) });
    }
    return described;
  } finally {
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function migrate(
  adminUrl: string,
  schema: string,
  parts: Pick<(typeof DATABASES)[number], 'entities' | 'migrations'>,
): Promise<void> {
  const url = await provisionSchema({ adminUrl, name: schema, password: 'unused-after-this-run' });
  const database = await Database.open({ ...parts, url, schema });
  await database.close();
}
