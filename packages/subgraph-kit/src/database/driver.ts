import type { Pool, PoolClient } from 'pg';

/** A statement with `$1`, `$2` … for its values, which each connection parses and plans once, by its name. */
export interface PreparedStatement {
  /** Unique in the process, as the server keeps one statement by a name. */
  readonly name: string;
  readonly text: string;
}

/** Sends one prepared statement; its rows. */
export type SendStatement = <Row>(statement: PreparedStatement, values?: readonly unknown[]) => Promise<Row[]>;

/** Hears of every statement before it is sent. */
export type StatementListener = (sql: string, parameters: readonly unknown[]) => void;

/**
 * Statements by the `pg` driver alone, on the pool that the ORM uses: for the few paths on which the ORM's share of the
 * time counts. Nothing adds the tenant here: each statement names `organization_id` where it matters.
 */
export class Driver {
  private readonly pool: () => Promise<Pool>;
  private readonly onStatement: StatementListener;

  constructor(pool: () => Promise<Pool>, onStatement: StatementListener) {
    this.pool = pool;
    this.onStatement = onStatement;
  }

  /** One statement, which commits by itself. */
  async query<Row>(statement: PreparedStatement, values: readonly unknown[] = []): Promise<Row[]> {
    const pool = await this.pool();
    return this.send(pool, statement, values);
  }

  /**
   * One transaction: committed if `work` resolves to something, rolled back if to undefined or if it throws. A
   * connection on which ending it failed is not used again.
   */
  async transaction<Result>(work: (send: SendStatement) => Promise<Result | undefined>): Promise<Result | undefined> {
    const pool = await this.pool();
    const client = await pool.connect();
    let fault: Error | undefined;
    try {
      await client.query('begin');
      const result = await work((statement, values = []) => this.send(client, statement, values));
      await client.query(result === undefined ? 'rollback' : 'commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(broken => {
        fault = broken;
      });
      throw error;
    } finally {
      client.release(fault);
    }
  }

  private async send<Row>(
    on: Pool | PoolClient,
    statement: PreparedStatement,
    values: readonly unknown[],
  ): Promise<Row[]> {
    this.onStatement(statement.text, values);
    const { rows } = await on.query({ ...statement, values: [...values] });
    return rows;
  }
}
