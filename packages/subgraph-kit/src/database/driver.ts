import pg from 'pg';

/** A statement with `$1`, `$2` … for its values, which each connection parses and plans once, by its name. */
export interface PreparedStatement {
  /** Unique in the process, as the server keeps one statement by a name. */
  readonly name: string;
  readonly text: string;
}

/** Sends one prepared statement; its rows. */
export type SendStatement = <Row>(statement: PreparedStatement, values?: readonly unknown[]) => Promise<Row[]>;

/** Sends one prepared statement whose answer nobody waits for; if it fails, so does its transaction. */
export type PostStatement = (statement: PreparedStatement, values?: readonly unknown[]) => void;

/** Whether an insertion failed because there is such a row already. */
export const isUniqueViolation = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '23505';

/** Hears of every statement before it is sent. */
export type StatementListener = (sql: string, parameters: readonly unknown[]) => void;

/** The ORM's connections where nothing else is said. */
export const DEFAULT_POOL_SIZE = 10;
/** For each connection of the ORM's pool: hot paths are few, and what they do is short. */
const SHARE = 0.4;
/**
 * A prepared statement keeps its plan until statistics of its tables are taken, a minute or more after they grew. One that
 * was made for an empty table, and reads all of it, would do so with each sale until then. So a connection makes its plans
 * anew whenever it has been used twice as often, as tables have hardly grown by more, and after half a minute.
 */
const FIRST_PLANS_USES = 16;
const PLANS_KEPT_MS = 30_000;

interface Plans {
  /** How often the connection was used. */
  uses: number;
  /** When they are made anew: at so many uses, or at this time. */
  usesToCome: number;
  until: number;
}

/**
 * Statements by the `pg` driver alone, for the few paths on which the ORM's share of the time counts. They have
 * connections of their own: they wait for no slow request's, and statements that need not wait for each other's answer
 * are sent together. Nothing adds the tenant here: each statement names `organization_id` where it matters.
 */
export class Driver {
  private readonly pool: pg.Pool;
  private readonly onStatement: StatementListener;
  private readonly plans = new WeakMap<pg.ClientBase, Plans>();

  /** Connects when first asked to. `poolSize` is that of the ORM's pool. */
  constructor(url: string, onStatement: StatementListener, poolSize = DEFAULT_POOL_SIZE) {
    const max = Math.ceil(poolSize * SHARE);
    this.pool = new pg.Pool({ connectionString: url, max, pipeline: true });
    // A lost connection shows in the statement that meets it. The pool listens to those that are idle only.
    this.pool.on('connect', client => client.on('error', () => {}));
    this.pool.on('acquire', client => this.renewPlans(client));
    this.pool.on('error', () => {});
    this.onStatement = onStatement;
  }

  /** One statement, which commits by itself. */
  async query<Row>(statement: PreparedStatement, values: readonly unknown[] = []): Promise<Row[]> {
    this.onStatement(statement.text, values);
    const { rows } = await this.pool.query({ ...statement, values: [...values] });
    return rows;
  }

  /**
   * One transaction: committed if `work` resolves to something, rolled back if to undefined or if it throws. What is
   * posted is on its way together with what follows, also with the commit; if it fails, all is undone and its error is
   * thrown.
   */
  async transaction<Result>(
    work: (send: SendStatement, post: PostStatement) => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const client = await this.pool.connect();
    const answers: Promise<unknown>[] = [];
    const put = (query: string | pg.QueryConfig) => {
      const answer = client.query(query);
      // A failure is heard of at the end, from all of them; until then it is no unhandled one.
      answer.catch(() => {});
      answers.push(answer);
      return answer;
    };
    const post: PostStatement = (statement, values = []) => {
      this.onStatement(statement.text, values);
      put({ ...statement, values: [...values] });
    };
    const send: SendStatement = async (statement, values = []) => {
      this.onStatement(statement.text, values);
      const { rows } = await put({ ...statement, values: [...values] });
      return rows;
    };
    let broken: Error | undefined;
    try {
      put('begin');
      const result = await work(send, post);
      put(result === undefined ? 'rollback' : 'commit');
      await Promise.all(answers);
      return result;
    } catch (error) {
      await client.query('rollback').catch(fault => {
        broken = fault;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** On its way before whatever the connection is wanted for. */
  private renewPlans(client: pg.ClientBase): void {
    const now = performance.now();
    const plans = this.plans.get(client);
    if (!plans) {
      this.plans.set(client, { uses: 1, usesToCome: FIRST_PLANS_USES, until: now + PLANS_KEPT_MS });
      return;
    }
    plans.uses += 1;
    if (plans.uses < plans.usesToCome && now < plans.until) return;
    plans.usesToCome = plans.uses * 2;
    plans.until = now + PLANS_KEPT_MS;
    client.query('discard plans').catch(() => {});
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
