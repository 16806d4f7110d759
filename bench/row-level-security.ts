/**
 * What row-level security would cost as a second wall behind the tenant filter: the same page of events read by the
 * filter alone, and with a policy that compares the row with a setting of the transaction. `npm run bench:rls`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '@ticketbase/embedded';
import { newId } from '@ticketbase/kernel';
import pg from 'pg';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { compare } from './measure/compare.ts';
import { machine, table } from './measure/table.ts';

const folder = await temporaryDataDir('ticketbase-bench-');
const server = await startPostgres({ dataDir: join(folder, 'postgres'), orphan: 'remove' });
const admin = new pg.Client({ connectionString: server.url });
await admin.connect();

const tenants = Array.from({ length: 200 }, newId);
for (const name of ['plain', 'walled']) {
  await admin.query(
    `create table ${name} (id uuid primary key, organization_id uuid not null, title text not null, starts_at timestamptz not null)`,
  );
  await admin.query(`create index on ${name} (organization_id, starts_at, id)`);
  await admin.query(
    `insert into ${name} select gen_random_uuid(), t.id, 'Event ' || n, now() + n * interval '1 hour' from unnest($1::uuid[]) t(id), generate_series(1, 200) n`,
    [tenants],
  );
  await admin.query(`analyze ${name}`);
}
await admin.query('alter table walled enable row level security');
await admin.query(
  `create policy tenant on walled using (organization_id = current_setting('ticketbase.organization')::uuid)`,
);
await admin.query(`create role app login password 'app'; grant select on plain, walled to app`);

const url = new URL(server.url);
url.username = 'app';
url.password = 'app';
const client = new pg.Client({ connectionString: url.href });
await client.connect();
const tenant = tenants[17]!;
const page = (table: string) =>
  client.query(`select * from ${table} where organization_id = $1 order by starts_at, id limit 20`, [tenant]);
const one = (table: string) => client.query(`select * from ${table} where organization_id = $1 limit 1`, [tenant]);

async function walled(read: (table: string) => Promise<unknown>) {
  await client.query('begin');
  await client.query(`select set_config('ticketbase.organization', $1, true)`, [tenant]);
  await read('walled');
  await client.query('commit');
}

const rows: string[][] = [];
for (const [what, read] of [
  ['one row', one],
  ['a page of 20', page],
] as const) {
  const results = await compare([
    { name: 'tenant filter', run: () => read('plain') },
    { name: 'tenant filter and row-level security', run: () => walled(read) },
  ]);
  for (const { name, median, ratio } of results)
    rows.push([what, name, `${median.toFixed(0)} µs`, `${ratio.toFixed(2)} ×`]);
}
console.log(machine());
console.log(table(['read', 'by', 'median', 'ratio'], rows));

await client.end();
await admin.end();
await server.stop();
await rm(folder, { recursive: true, force: true });
