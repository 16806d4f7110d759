import { type Database, recordStatements, type SentStatement } from '@ticketbase/subgraph-kit';
import pg from 'pg';

/** How PostgreSQL would do a statement that a service sent. */
export interface QueryPlan {
  readonly sql: string;
  /** The indexes that it reads, each once. */
  readonly indexes: readonly string[];
  /** The tables that it reads from end to end, of those with at least `BIG` rows. */
  readonly scanned: readonly string[];
}

/** A table of fewer rows is read whole sooner than by an index, and should be. */
const BIG = 2_000;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/**
 * Runs `work` and asks PostgreSQL for the plan of every statement that the services sent while it ran, with the values they
 * sent. Seed enough rows and `analyze` first: the planner decides by what it knows of them.
 */
export async function queryPlans(database: Database, work: () => Promise<unknown>): Promise<QueryPlan[]> {
  const { sent } = await recordStatements(work);
  const big = await bigTables(database);
  const plans: QueryPlan[] = [];
  for (const statement of sent) {
    if (!/^\s*(select|with|update|delete|insert)\b/i.test(statement.sql)) continue;
    const nodes = nodesOf(await explain(database, statement));
    const scans = nodes.filter(node => node['Node Type'] === 'Seq Scan').map(node => node['Relation Name'] ?? '');
    plans.push({
      sql: statement.sql,
      indexes: [...new Set(nodes.flatMap(node => node['Index Name'] ?? []))],
      scanned: [...new Set(scans.filter(table => big.has(table)))],
    });
  }
  return plans;
}

async function bigTables(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database
    .forkTenant(null)
    .execute<{ relname: string }[]>(
      `select relname from pg_class where relkind = 'r' and reltuples >= ? and relnamespace = current_schema()::regnamespace`,
      [BIG],
    );
  return new Set(rows.map(row => row.relname));
}

/** Asks in the way the statement was sent: those of the ORM mark values by `?`, those of the driver by `$1`. */
async function explain(database: Database, { sql, parameters }: SentStatement): Promise<PlanNode> {
  const text = `explain (format json) ${sql}`;
  if (!/\$\d/.test(sql)) {
    const rows = await database.orm.em.getConnection().execute<Explained[]>(text, [...parameters]);
    return planOf(rows);
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return planOf((await client.query<Explained>(text, [...parameters])).rows);
  } finally {
    await client.end();
  }
}

interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }];
}

const planOf = (rows: readonly Explained[]): PlanNode => rows[0]!['QUERY PLAN'][0].Plan;

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
