import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { HealthCheck, Viewer } from '@ticketbase/kernel';
import pg from 'pg';
import { DEFAULT_POOL_SIZE, Driver } from './driver.ts';
import { type SqlMigration, toMigrationObject } from './migration.ts';
import { platformEntities, platformMigration } from './platform-tables.ts';
import { tenantFilter, tenantParams } from './tenant-filter.ts';

export interface DatabaseOptions {
  /** PostgreSQL URL of the subgraph's own role. */
  readonly url: string;
  /** The subgraph's schema. */
  readonly schema: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly SqlMigration[];
  /** Connections at most. */
  readonly poolSize?: number;
}

/** One subgraph's database: its ORM, its migrations, and entity managers that see one tenant. */
export class Database implements HealthCheck {
  readonly name = 'postgresql';
  readonly orm: MikroORM;
  readonly schema: string;
  readonly url: string;
  readonly driver: Driver;
  private readonly commitListeners = new Set<() => void>();

  private constructor(orm: MikroORM, options: DatabaseOptions) {
    this.orm = orm;
    this.schema = options.schema;
    this.url = options.url;
    this.driver = new Driver(options.url, noteStatement, options.poolSize);
    orm.em.getEventManager().registerSubscriber({
      afterTransactionCommit: async () => {
        for (const listener of this.commitListeners) listener();
      },
    });
  }

  /** Connects and brings the schema up to date; leaves no connection open if either fails. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const database = await Database.connect(options);
    try {
      await database.migrate();
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** Connects lazily: the first statement opens the pool. */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const entities = [...options.entities, ...platformEntities];
    const orm = await MikroORM.init({
      clientUrl: options.url,
      schema: options.schema,
      // Subgraphs in one process call each other inside transactions: by the default name, which all would share, the
      // ORM would run the statements of the called one in the transaction, and as the tenant, of its caller.
      contextName: `${options.schema}-${randomUUID()}`,
      entities,
      filters: tenantFilter(entities),
      extensions: [Migrator],
      pool: { min: 0, max: options.poolSize ?? DEFAULT_POOL_SIZE },
      forceUtcTimezone: true,
      onQuery: (sql, parameters) => {
        noteStatement(sql, parameters);
        return sql;
      },
      migrations: {
        schema: options.schema,
        tableName: 'migration',
        snapshot: false,
        silent: true,
        migrationsList: [platformMigration, ...options.migrations].map(toMigrationObject),
      },
    });
    return new Database(orm, options);
  }

  /** Applies the migrations that are missing. Processes that start together wait for the first to have done it. */
  async migrate(): Promise<void> {
    const lock = new pg.Client({ connectionString: this.url });
    await lock.connect();
    try {
      await lock.query('select pg_advisory_lock(hashtextextended($1, 0))', [`migrate:${this.schema}`]);
      await this.orm.migrator.up();
    } finally {
      await lock.end();
    }
  }

  /** An EntityManager for one request, which sees the viewer's tenant only. */
  fork(viewer: Viewer): EntityManager {
    return this.forkTenant(viewer.organizationId);
  }

  /** An EntityManager for one tenant; `null` sees no tenant's rows. */
  forkTenant(organizationId: string | null): EntityManager {
    const em = this.orm.em.fork();
    em.setFilterParams('tenant', tenantParams(organizationId));
    return em;
  }

  /** Calls back after every commit, such as to wake the outbox relay. */
  onCommit(listener: () => void): void {
    this.commitListeners.add(listener);
  }

  async check(): Promise<void> {
    await this.orm.em.getConnection().execute('select 1');
  }

  async close(): Promise<void> {
    await Promise.all([this.driver.close(), this.orm.close(true)]);
  }
}

/** A statement as it goes to the database. */
export interface SentStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const statements = new AsyncLocalStorage<SentStatement[]>();

function noteStatement(sql: string, parameters: readonly unknown[]): void {
  statements.getStore()?.push({ sql, parameters });
}

/** Runs `work` and counts the SQL statements that it sends, over all databases. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  const { result, sent } = await recordStatements(work);
  return { result, statements: sent.length };
}

/** Runs `work` and keeps the SQL statements that it sends, over all databases; for tests that look at their plans. */
export async function recordStatements<T>(work: () => Promise<T>): Promise<{ result: T; sent: SentStatement[] }> {
  const sent: SentStatement[] = [];
  const result = await statements.run(sent, work);
  return { result, sent };
}
