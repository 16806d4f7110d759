import type { EntityManager } from '@mikro-orm/postgresql';
import type { SendStatement } from './driver.ts';

/**
 * Sends the driver's statements in a transaction of the ORM's, unprepared: for what a hot path writes by the driver, and
 * a rarer one together with entities. A statement's text has no question marks.
 */
export function sendIn(tx: EntityManager): SendStatement {
  if (!tx.isInTransaction()) throw new Error('A statement of a transaction is sent in one.');
  return async <Row>(statement: { readonly text: string }, values: readonly unknown[] = []) => {
    const parameters: unknown[] = [];
    const sql = statement.text.replace(/\$(\d+)/g, (_, number: string) => {
      parameters.push(values[Number(number) - 1] ?? null);
      return '?';
    });
    return (await tx.execute(sql, parameters)) as Row[];
  };
}
