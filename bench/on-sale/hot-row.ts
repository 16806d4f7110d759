import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Contender } from '../measure/turns.ts';

const run = promisify(execFile);
/** Connections that take from the same row. */
const CLIENTS = 16;

const TAKE = 'update hot set held = held + 1 where id = 1 and held < quantity';
const NOTE = 'insert into taken (id, hot_id, at) values (gen_random_uuid(), 1, now())';

/** What one commit per buyer can do on this server: a conditional update of one row and an insertion, 16 at a time. */
export interface HotRow {
  /** Who sends the transactions. */
  readonly by: string;
  /** Rounds of so many seconds. */
  contender(seconds: number): Contender;
}

/**
 * Makes the row in a database of its own. The transactions are sent by `pgbench` where it is installed, and by the `pg`
 * driver otherwise.
 */
export async function startHotRow(url: string, folder: string): Promise<HotRow> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const name = `hot_row_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name}`);
  await client.end();
  const database = new URL(url);
  database.pathname = `/${name}`;
  const own = new pg.Client({ connectionString: database.href });
  await own.connect();
  await own.query('create table hot (id int primary key, quantity int not null, held int not null)');
  await own.query('create table taken (id uuid primary key, hot_id int references hot, at timestamptz not null)');
  await own.query('insert into hot values (1, 2000000000, 0)');
  await own.end();
  const version = await pgbenchVersion();
  if (!version) return { by: 'the pg driver', contender: contender(seconds => byDriver(database.href, seconds)) };
  const script = join(folder, 'hot-row.sql');
  await writeFile(script, `begin;\n${TAKE};\n${NOTE};\nend;\n`);
  return { by: version, contender: contender(seconds => byPgbench(database, script, seconds)) };
}

const contender = (measure: (seconds: number) => Promise<number>) => (seconds: number) => ({
  name: `hot row, ${CLIENTS} connections`,
  run: async () => ({ perSecond: await measure(seconds), p50: Number.NaN, p99: Number.NaN }),
});

async function pgbenchVersion(): Promise<string | undefined> {
  const { stdout } = await run('pgbench', ['--version']).catch(() => ({ stdout: '' }));
  return /pgbench \(PostgreSQL\) \d+(\.\d+)?/.exec(stdout)?.[0].replace(' (PostgreSQL)', '');
}

async function byPgbench(database: URL, script: string, seconds: number): Promise<number> {
  const { stdout } = await run(
    'pgbench',
    [
      '-n',
      '-M',
      'prepared',
      '-c',
      `${CLIENTS}`,
      '-j',
      '2',
      '-T',
      `${seconds}`,
      '-f',
      script,
      database.pathname.slice(1),
    ],
    {
      env: {
        PATH: process.env.PATH,
        PGHOST: database.hostname,
        PGPORT: database.port,
        PGUSER: database.username,
        PGPASSWORD: decodeURIComponent(database.password),
      },
    },
  );
  const [, tps] = /tps = ([\d.]+)/.exec(stdout) ?? [];
  if (!tps) throw new Error(stdout);
  return Number(tps);
}

async function byDriver(url: string, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CLIENTS });
  const until = performance.now() + seconds * 1_000;
  const worker = async () => {
    const client = await pool.connect();
    let count = 0;
    while (performance.now() < until) {
      await client.query('begin');
      await client.query({ name: 'take', text: TAKE });
      await client.query({ name: 'note', text: NOTE });
      await client.query('commit');
      count += 1;
    }
    client.release();
    return count;
  };
  const counts = await Promise.all(Array.from({ length: CLIENTS }, worker));
  await pool.end();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}
