import { defineEntity, p } from '@mikro-orm/core';
import { createTestDatabase, type TestDatabase, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paginate } from '../src/database/paginate.ts';

const ROWS = 5;
const RowEntity = defineEntity({
  name: 'Row',
  tableName: 'row_of_list',
  properties: { id: p.uuid().primary(), title: p.string(), place: p.integer(), at: p.datetime() },
});
const migration = {
  name: '20261123_rows',
  sql: `create table row_of_list (id uuid primary key, title text not null, place int not null, at timestamptz(3) not null);
        insert into row_of_list select gen_random_uuid(), 'title ' || n, n, now() + n * interval '1 hour' from generate_series(1, ${ROWS}) n;`,
};
/** By what lists are ordered, and values of a cursor that fit. */
const LISTS = [
  [{ id: 'asc' }, ['01a209e0-bca9-7057-a38b-5af9e11c96d3']],
  [{ title: 'asc', id: 'asc' }, ['title 2', '01a209e0-bca9-7057-a38b-5af9e11c96d3']],
  [{ place: 'asc', id: 'asc' }, [2, '01a209e0-bca9-7057-a38b-5af9e11c96d3']],
  [{ at: 'asc', id: 'asc' }, ['2027-01-01T00:00:00Z', '01a209e0-bca9-7057-a38b-5af9e11c96d3']],
] as const;

let rows: TestDatabase;
beforeAll(async () => {
  rows = await createTestDatabase({ name: 'rows', entities: [RowEntity], migrations: [migration] });
});
afterAll(() => rows.close());

const pageAfter = (orderBy: object, after: string) => {
  const em = rows.database.fork(testViewer());
  return paginate(em, RowEntity, { first: 2, after }, { where: {}, orderBy: orderBy as never });
};
const cursorOf = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');

test.each(LISTS)('pages by %o lead through the whole list', async orderBy => {
  const em = rows.database.fork(testViewer());
  let page = await paginate(em, RowEntity, { first: 2 }, { where: {}, orderBy });
  const seen = page.edges.map(edge => edge.node.id);
  while (page.pageInfo.hasNextPage) {
    page = await pageAfter(orderBy, page.pageInfo.endCursor!);
    seen.push(...page.edges.map(edge => edge.node.id));
  }
  expect(new Set(seen).size).toBe(ROWS);
  expect(seen).toHaveLength(ROWS);
});

test.each(LISTS)(
  'a cursor by %o that somebody made up is one or is refused, and never a fault of ours',
  async (orderBy, fitting) => {
    await expect(pageAfter(orderBy, cursorOf(fitting))).resolves.toBeDefined();
    const odd: unknown[] = [1, -0.5, true, null, 'x', "'", '', [], {}, { $gt: '' }, 1e308, '2027-02-31', 'infinity'];
    for (const value of odd) {
      for (const [index] of fitting.entries()) {
        const outcome = await pageAfter(orderBy, cursorOf(fitting.with(index, value as never))).catch(error => error);
        if (outcome instanceof Error)
          expect(outcome, JSON.stringify([value, index])).toMatchObject({ code: 'BAD_USER_INPUT' });
      }
    }
  },
);
