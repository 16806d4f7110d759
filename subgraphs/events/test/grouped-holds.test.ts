import { newId } from '@ticketbase/kernel';
import { Database, recordStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsDatabase } from '../src/database.ts';
import { GroupedHolds, type HoldAnswer } from '../src/hold/grouped-holds.ts';
import { type HoldRequest, planHolds } from '../src/hold/hold-plan.ts';
import { readSale } from '../src/hold/sale.ts';
import { takeForHolds } from '../src/hold/take-holds.ts';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  inDays,
  payments,
  publishedEvent,
  RELEASE,
  type SoldEvent,
  startEvents,
  stockOf,
} from './events-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;
/** What two more processes have: connections, and groups, of their own. */
const others: Database[] = [];
let processes: readonly GroupedHolds[];
beforeAll(async () => {
  events = await startEvents();
  for (let index = 0; index < 2; index += 1) {
    others.push(await Database.connect({ ...eventsDatabase, url: events.test.url, poolSize: 4 }));
  }
  processes = others.map(database => new GroupedHolds(database));
});
afterAll(async () => {
  await Promise.all(others.map(database => database.close()));
  await events.close();
});

const wish = (event: SoldEvent, quantity: number, more: Partial<HoldRequest['values']> = {}): HoldRequest => ({
  organizationId: null,
  values: {
    ...{ holdId: newId(), eventId: event.id, expiresAt: new Date(Date.now() + 600_000) },
    items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity }],
    ...more,
  },
});
const outcome = (settled: PromiseSettledResult<HoldAnswer>) => {
  if (settled.status === 'rejected') return (settled.reason as { code?: string }).code ?? String(settled.reason);
  return settled.value === 'exists' ? 'exists' : 'taken';
};
/** Asked for in one turn of the event loop, hence one group. */
const together = async (holds: GroupedHolds, requests: readonly HoldRequest[]) =>
  (await Promise.allSettled(requests.map(request => holds.add(request)))).map(outcome);
const count = (values: readonly unknown[], value: unknown) => values.filter(each => each === value).length;
const repeated = <Value>(length: number, make: (index: number) => Value) => Array.from({ length }, (_, i) => make(i));

describe('holds that arrive together', () => {
  test('are taken by one lock, one look and one statement, however many they are', async () => {
    const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 500 }] });
    const { result, sent } = await recordStatements(() =>
      together(
        processes[0]!,
        repeated(120, () => wish(event, 2)),
      ),
    );
    expect(count(result, 'taken')).toBe(120);
    expect(sent.map(({ sql }) => sql.trim().split(/\s/)[0])).toEqual(['with', 'select', 'with']);
    expect(await stockOf(events, event)).toEqual({ sold: 0, held: 240, eventSold: 0, eventHeld: 240 });
  });

  test('get their tickets in the order in which they came', async () => {
    const event = await publishedEvent(events, owner);
    const answers = await together(
      processes[0]!,
      repeated(30, () => wish(event, 1)),
    );
    expect(answers).toEqual([...Array(20).fill('taken'), ...Array(10).fill('INSUFFICIENT_TICKETS')]);
  });

  test('of several types are all or nothing, each by itself', async () => {
    const ticketTypes = [
      { name: 'A', price: 100, quantity: 10 },
      { name: 'B', price: 100, quantity: 2 },
    ];
    const event = await publishedEvent(events, owner, { ticketTypes, capacity: 9 });
    const [a, b] = event.ticketTypes.map(type => type.id) as [string, string];
    const items = (ofA: number, ofB: number) => [
      { ticketTypeId: a, quantity: ofA },
      { ticketTypeId: b, quantity: ofB },
    ];
    const requests = [items(1, 2), items(1, 1), items(6, 1).slice(0, 1), items(1, 0).slice(0, 1)];
    const answers = await together(
      processes[0]!,
      requests.map(each => wish(event, 1, { items: each })),
    );
    expect(answers).toEqual(['taken', 'INSUFFICIENT_TICKETS', 'taken', 'INSUFFICIENT_TICKETS']);
    const rows = await events.rows('select name, held from ticket_type where event_id = ? order by name', [event.id]);
    expect(rows).toEqual([
      { name: 'A', held: 7 },
      { name: 'B', held: 2 },
    ]);
  });

  test('that all get nothing are told so by one look: no lock, and nothing to commit', async () => {
    const event = await publishedEvent(events, owner);
    const losers = () =>
      together(
        processes[0]!,
        repeated(40, () => wish(event, 1)),
      );
    await losers();
    const { result, sent } = await recordStatements(losers);
    expect(count(result, 'INSUFFICIENT_TICKETS')).toBe(40);
    expect(sent).toHaveLength(1);
    await events.rows('update ticket_type set quantity = 21 where event_id = ?', [event.id]);
    expect(count(await losers(), 'taken')).toBe(1);
  });

  test('are refused alone where one of them is at fault', async () => {
    const event = await publishedEvent(events, owner);
    const strange = [{ ticketTypeId: newId(), quantity: 1 }];
    const answers = await together(processes[0]!, [
      ...[wish(event, 1), wish(event, 11), wish(event, 1, { items: strange }), wish(event, 1)],
    ]);
    expect(answers).toEqual(['taken', 'QUANTITY_NOT_ALLOWED', 'BAD_USER_INPUT', 'taken']);
  });

  test('get what overdue holds keep, all of it', async () => {
    const event = await publishedEvent(events, owner);
    await together(
      processes[0]!,
      repeated(10, () => wish(event, 2)),
    );
    await events.rows(`update hold set expires_at = now() - interval '1 second' where event_id = ?`, [event.id]);
    const answers = await together(
      processes[0]!,
      repeated(25, () => wish(event, 1)),
    );
    expect([count(answers, 'taken'), count(answers, 'INSUFFICIENT_TICKETS')]).toEqual([20, 5]);
    expect(await stockOf(events, event)).toMatchObject({ held: 20, eventHeld: 20 });
  });
});

describe('several processes', () => {
  test('sell what there is and no more, and the books agree', async () => {
    const ticketTypes = ['A', 'B'].map(name => ({ name, price: 100, quantity: 60 }));
    const event = await publishedEvent(events, owner, { ticketTypes, capacity: 100 });
    const rush = repeated(240, index => {
      const { id } = event.ticketTypes[index % 2]!;
      return processes[index % 3 === 0 ? 0 : 1]!.add(wish(event, 1, { items: [{ ticketTypeId: id, quantity: 1 }] }));
    });
    const answers = (await Promise.allSettled(rush)).map(outcome);
    expect([count(answers, 'taken'), count(answers, 'INSUFFICIENT_TICKETS')]).toEqual([100, 140]);
    const [books] = await events.rows(
      `select (select sum(l.quantity)::int from hold_line l join hold h on h.id = l.hold_id where h.event_id = $1) as lines,
              (select sum(held)::int from ticket_type where event_id = $1) as types,
              (select held from event_stock where event_id = $1) as event`.replaceAll('$1', `'${event.id}'`),
    );
    expect(books).toEqual({ lines: 100, types: 100, event: 100 });
  });

  test('make one hold of one id, whoever is asked how often', async () => {
    const event = await publishedEvent(events, owner);
    const holdId = newId();
    const asked = repeated(12, index => processes[index % 2]!.add(wish(event, 3, { holdId })));
    const answers = (await Promise.allSettled(asked)).map(outcome);
    expect([count(answers, 'taken'), count(answers, 'exists')]).toEqual([1, 11]);
    expect(await stockOf(events, event)).toMatchObject({ held: 3 });
  });

  test('asked for one id by two events at once make it for one of them', async () => {
    const [first, second] = [await publishedEvent(events, owner), await publishedEvent(events, owner)];
    for (let round = 0; round < 8; round += 1) {
      const holdId = newId();
      const both = [first, second].map((event, index) => processes[index]!.add(wish(event, 1, { holdId })));
      expect((await Promise.allSettled(both)).map(outcome).sort()).toEqual(['exists', 'taken']);
    }
  });

  test('hold nothing of an event that another has just called off', async () => {
    for (let round = 0; round < 6; round += 1) {
      const event = await publishedEvent(events, owner);
      const cancel = events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: event.id });
      const rush = repeated(20, async index => {
        await new Promise(resolve => setImmediate(resolve));
        return processes[index % 2]!.add(wish(event, 1));
      });
      await Promise.allSettled([cancel, ...rush]);
      const late = `select 1 from hold h join event e on e.id = h.event_id
                     where e.id = ? and h.created_at > e.updated_at + interval '1 second'`;
      expect(await events.rows(late, [event.id])).toEqual([]);
      expect(await together(processes[0]!, [wish(event, 1)])).toEqual(['SALES_NOT_OPEN']);
    }
  });
});

describe('what keeps two processes apart', () => {
  /** Two processes that read the same stock, and then each writes what its own plan takes. */
  async function bothPlanned(event: SoldEvent) {
    const plans = await Promise.all(
      others.map(async database => {
        const requests = repeated(15, () => wish(event, 1));
        const sale = await readSale((statement, values) => database.driver.query(statement, values), event.id);
        return { database, requests, plan: planHolds(sale, requests, new Date()) };
      }),
    );
    return plans;
  }

  async function withoutChecks(work: () => Promise<void>): Promise<void> {
    await events.rows('alter table ticket_type drop constraint ticket_type_within_quantity');
    try {
      await work();
    } finally {
      await events.rows('update ticket_type set held = least(held, quantity)');
      await events.rows(
        'alter table ticket_type add constraint ticket_type_within_quantity check (sold + held <= quantity)',
      );
    }
  }

  test('without the lock and the conditions, their groups oversell (control)', async () => {
    const event = await publishedEvent(events, owner);
    await withoutChecks(async () => {
      for (const { plan, database } of await bothPlanned(event)) {
        const taken = plan.decisions.filter(decision => decision.kind === 'taken').length;
        const text = 'update ticket_type set held = held + $1 where id = $2';
        await database.driver.query({ name: 'unguarded', text }, [taken, event.ticketTypes[0]!.id]);
      }
      expect((await stockOf(events, event)).held).toBe(30);
    });
  });

  test('the statement refuses a plan that is out of date, also without the lock and the checks', async () => {
    const event = await publishedEvent(events, owner);
    await withoutChecks(async () => {
      const written = (await bothPlanned(event)).map(({ database, requests, plan }) =>
        database.driver.transaction(async (_, post) => {
          takeForHolds(post, event.id, requests, plan);
          return true;
        }),
      );
      const settled = (await Promise.allSettled(written)).map(each => each.status);
      expect(settled.sort()).toEqual(['fulfilled', 'rejected']);
      expect(await stockOf(events, event)).toEqual({ sold: 0, held: 15, eventSold: 0, eventHeld: 15 });
    });
  });
});

test('random bursts over processes, with holds given back in between, leave books that agree', async () => {
  const action = fc.record({
    process: fc.nat(1),
    quantities: fc.tuple(fc.nat(3), fc.nat(3)).filter(([a, b]) => a + b > 0),
    giveBack: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 5, maxLength: 40 }),
      fc.integer({ min: 5, max: 25 }),
      async (actions, capacity) => {
        const ticketTypes = ['A', 'B'].map(name => ({ name, price: 100, quantity: 12 }));
        const event = await publishedEvent(events, owner, { ticketTypes, capacity });
        const kept = await Promise.all(
          actions.map(async ({ process, quantities, giveBack }) => {
            const items = event.ticketTypes.flatMap(({ id }, index) =>
              quantities[index] ? [{ ticketTypeId: id, quantity: quantities[index] }] : [],
            );
            const request = wish(event, 1, { items });
            const answer = await processes[process]!.add(request).catch(() => undefined);
            if (!answer) return 0;
            if (giveBack) await events.data(payments(), RELEASE, { id: request.values.holdId });
            return giveBack ? 0 : quantities[0] + quantities[1];
          }),
        );
        const total = kept.reduce((sum, quantity) => sum + quantity, 0);
        const rows = await events.rows<{ held: number; quantity: number }>(
          'select held, quantity from ticket_type where event_id = ?',
          [event.id],
        );
        expect(rows.reduce((sum, { held }) => sum + held, 0)).toBe(total);
        expect(rows.every(({ held, quantity }) => held <= quantity)).toBe(true);
        expect(await stockOf(events, event)).toMatchObject({ eventHeld: total });
        expect(total).toBeLessThanOrEqual(capacity);
      },
    ),
    { numRuns: 12 },
  );
});

test('a hold of another tenant’s is not touched by a command for the own', async () => {
  const event = await publishedEvent(events, owner);
  const stranger = testViewer();
  const theirs = await publishedEvent(events, stranger);
  const input = holdInput(event, 1);
  await events.data(payments(), HOLD, { input });
  const same = { ...holdInput(theirs, 1), holdId: input.holdId };
  expect(await events.refusal(payments(stranger.organizationId), HOLD, { input: same })).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.holdId' }] },
  });
  const upper = { ...input, holdId: input.holdId.toUpperCase(), eventId: event.id.toUpperCase(), expiresAt: inDays(1) };
  expect((await events.data<{ holdTickets: object }>(payments(), HOLD, { input: upper })).holdTickets).toMatchObject({
    id: input.holdId,
  });
  expect(await stockOf(events, event)).toMatchObject({ held: 1 });
});
