import { type Database, Grouping, type PreparedStatement } from '@ticketbase/subgraph-kit';

/** Numbers that one statement takes at most. */
const MOST = 500;

const TAKE: PreparedStatement = {
  name: 'take-order-numbers',
  text: `
    insert into order_number (organization_id, year, last) values ($1, $2, $3)
    on conflict (organization_id, year) do update set last = order_number.last + excluded.last returning last`,
};

/**
 * Gives orders their numbers. They are taken outside of the order's transaction, for all that ask at the same time by one
 * statement: then the counter's row is locked for that statement only, and an order that fails leaves a gap.
 */
export class OrderNumbers {
  private readonly database: Database;
  private readonly groups = new Grouping<{ organizationId: string; year: number }, string>(
    (_, asked) => this.takeAll(asked),
    MOST,
  );

  constructor(database: Database) {
    this.database = database;
  }

  /** The next number of the organization's year, e.g. `2026-000123`. */
  take(organizationId: string, now: Date): Promise<string> {
    const year = now.getUTCFullYear();
    return this.groups.add(`${organizationId}:${year}`, { organizationId, year });
  }

  /** All of one organization and year. */
  private async takeAll(asked: ReadonlyArray<{ organizationId: string; year: number }>): Promise<string[]> {
    const { organizationId, year } = asked[0]!;
    const [row] = await this.database.driver.query<{ last: number }>(TAKE, [organizationId, year, asked.length]);
    const first = row!.last - asked.length + 1;
    return asked.map((_, index) => `${year}-${String(first + index).padStart(6, '0')}`);
  }
}
