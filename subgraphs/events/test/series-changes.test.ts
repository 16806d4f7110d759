import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, type EventsUnderTest, type SoldEvent, sell } from './events-under-test.ts';
import { type Change, datesOf, PUBLISH, type SeriesUnderTest, startSeries, UPDATE } from './series-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;
let makeSeries: SeriesUnderTest['makeSeries'];
let read: SeriesUnderTest['read'];
let update: SeriesUnderTest['update'];
beforeAll(async () => {
  ({ events, makeSeries, read, update } = await startSeries(owner));
});
afterAll(() => events.close());

describe('a change from a date on', () => {
  test('moves the following by the clock and leaves those before', async () => {
    const series = await makeSeries();
    const [first, second] = datesOf(series);
    // From Friday 20:00 to Saturday 19:30, before the change of clocks; the others come after it.
    const input = { startsAt: '2027-03-27T18:30:00Z', endsAt: '2027-03-27T21:00:00Z' };
    const change = await update({ eventId: second!.id, version: 1, scope: 'THIS_AND_FOLLOWING', input });
    expect(change.kept).toEqual([]);
    expect(change.changed.map(({ startsAt, endsAt, version }) => [startsAt, endsAt, version])).toEqual([
      ['2027-03-27T18:30:00.000Z', '2027-03-27T21:00:00.000Z', 2],
      ['2027-04-03T17:30:00.000Z', '2027-04-03T20:00:00.000Z', 2],
      ['2027-04-10T17:30:00.000Z', '2027-04-10T20:00:00.000Z', 2],
    ]);
    expect(datesOf(await read(series.id))[0]).toMatchObject({ startsAt: first!.startsAt, version: 2 });
  });

  test('leaves what was changed by hand, says so, and overwrites it where that is wanted', async () => {
    const series = await makeSeries();
    const [first, second, third] = datesOf(series);
    const EVENT =
      'mutation($id: ID!, $input: UpdateEventInput!) { updateEvent(id: $id, version: 1, input: $input) { seriesChanged } }';
    const byHand = await events.data(owner, EVENT, { id: third!.id, input: { title: 'Premiere', tags: ['gala'] } });
    expect(byHand).toEqual({ updateEvent: { seriesChanged: ['tags', 'title'] } });
    const input = { title: 'Summer Play', description: 'Anew' };
    const change = await update({ eventId: second!.id, version: 1, scope: 'THIS_AND_FOLLOWING', input });
    expect(change.kept).toEqual([
      { event: { id: third!.id }, reason: 'CHANGED_BY_HAND', fields: ['title'], code: null },
    ]);
    expect(change.changed.map(date => date.title)).toEqual(['Summer Play', 'Premiere', 'Summer Play']);
    const overwriting = { eventId: first!.id, version: 2, scope: 'ALL', input, overwrite: true };
    const { kept, changed } = await update(overwriting);
    expect(kept).toEqual([]);
    expect(changed.map(({ title, seriesChanged }) => [title, seriesChanged])).toEqual([
      ['Summer Play', []],
      ['Summer Play', ['tags']],
    ]);
  });

  test('of one date alone is as its own change', async () => {
    const series = await makeSeries();
    const [, second] = datesOf(series);
    const change = await update({
      eventId: second!.id,
      version: 1,
      scope: 'THIS_EVENT',
      input: { title: 'Guest Play' },
    });
    expect(change.changed.map(({ title, seriesChanged }) => [title, seriesChanged])).toEqual([
      ['Guest Play', ['title']],
    ]);
    expect(datesOf(await read(series.id)).map(date => date.title)).toEqual([
      ...['Friday Play', 'Guest Play', 'Friday Play', 'Friday Play'],
    ]);
  });

  test('is made for all or none: sales of one date forbid it for every one', async () => {
    const series = await makeSeries({ capacity: 10 });
    const [first, , third] = datesOf(series);
    await events.data(owner, PUBLISH, { id: series.id });
    const sold = await events.data<{ event: SoldEvent }>(
      owner,
      `{ event(id: "${third!.id}") { id ticketTypes { id name } } }`,
    );
    await sell(events, owner.organizationId, sold.event, 3);
    const change = { eventId: first!.id, version: 3, scope: 'ALL', input: { title: 'Smaller', capacity: 2 } };
    expect(await events.refusal(owner, UPDATE, change)).toEqual({
      ...{ code: 'CAPACITY_BELOW_SOLD', sold: 3, held: 0, eventId: third!.id },
    });
    expect(datesOf(await read(series.id)).map(date => date.title)).toEqual(Array(4).fill('Friday Play'));
  });

  test('is refused to a stale writer, and for an event that is no date', async () => {
    const series = await makeSeries();
    const [, second] = datesOf(series);
    const stale = { eventId: second!.id, version: 7, scope: 'ALL', input: { title: 'X' } };
    expect((await events.refusal(owner, UPDATE, stale)).code).toBe('STALE_VERSION');
    const alone = await createEvent(events, owner);
    const refusal = await events.refusal(owner, UPDATE, { ...stale, eventId: alone.id, version: 1 });
    expect(refusal.code).toBe('EVENT_NOT_IN_SERIES');
    expect((await events.refusal(owner, UPDATE, { ...stale, eventId: 'x' })).code).toBe('NOT_FOUND');
  });

  test('of four at once is made by one after the other, or refused as stale', async () => {
    const series = await makeSeries();
    const answers = await Promise.all(
      datesOf(series).map(({ id, version }, index) =>
        events.ask(owner, UPDATE, { eventId: id, version, scope: 'ALL', input: { title: `Title ${index}` } }),
      ),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done').sort();
    expect(codes).toEqual(['STALE_VERSION', 'STALE_VERSION', 'STALE_VERSION', 'done']);
    expect(new Set(datesOf(await read(series.id)).map(date => date.title)).size).toBe(1);
  });
});

describe('a ticket type', () => {
  const SHARE = `mutation($id: ID!, $scope: SeriesScope!, $overwrite: Boolean) {
    shareTicketType(ticketTypeId: $id, scope: $scope, overwrite: $overwrite) { changed { id version } kept { event { id } fields } } }`;
  const CHANGE = 'mutation($id: ID!, $input: TicketTypeInput!) { updateTicketType(id: $id, input: $input) { id } }';
  const typesOf = async (id: string) =>
    (
      await events.data<{ event: { ticketTypes: Array<Record<string, unknown> & { id: string }> } }>(
        owner,
        `{ event(id: "${id}") { ticketTypes { id name quantity salesEndAt price { amount } } } }`,
      )
    ).event.ticketTypes;
  const standing = { name: 'Standing', price: 3300, quantity: 30, salesEndAt: '2027-03-26T16:00:00Z' };

  test('is shared with the dates that follow, by the clock, but for what was changed there by hand', async () => {
    const series = await makeSeries();
    const [first, second, third, fourth] = datesOf(series);
    const [own] = await typesOf(second!.id);
    const [other] = await typesOf(third!.id);
    await events.data(owner, CHANGE, { id: own!.id, input: standing });
    await events.data(owner, CHANGE, { id: other!.id, input: { name: 'Standing', price: 9900, quantity: 20 } });
    const { shareTicketType: change } = await events.data<{ shareTicketType: Change }>(owner, SHARE, {
      ...{ id: own!.id, scope: 'THIS_AND_FOLLOWING' },
    });
    expect(change.changed.map(({ id }) => id)).toEqual([third!.id, fourth!.id]);
    expect(change.kept).toEqual([{ event: { id: third!.id }, fields: ['ticketTypes.Standing.price'] }]);
    expect(await typesOf(third!.id)).toMatchObject([
      { price: { amount: 9900 }, quantity: 30, salesEndAt: '2027-04-02T15:00:00.000Z' },
    ]);
    expect(await typesOf(fourth!.id)).toMatchObject([{ price: { amount: 3300 }, quantity: 30 }]);
    expect(await typesOf(first!.id)).toMatchObject([{ price: { amount: 2500 }, quantity: 20, salesEndAt: null }]);
    await events.data(owner, SHARE, { id: own!.id, scope: 'ALL', overwrite: true });
    expect(await typesOf(third!.id)).toMatchObject([{ price: { amount: 3300 } }]);
    expect(await typesOf(first!.id)).toMatchObject([{ price: { amount: 3300 } }]);
    expect(datesOf(await read(series.id))[2]!.seriesChanged).toEqual([]);
  });

  test('that a date does not have is added to it, unless it was deleted there', async () => {
    const series = await makeSeries();
    const [first, second, third] = datesOf(series);
    const ADD_TYPE =
      'mutation($id: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $id, input: $input) { id } }';
    const input = { name: 'Box', price: 9000, quantity: 4 };
    const { createTicketType: box } = await events.data<{ createTicketType: { id: string } }>(owner, ADD_TYPE, {
      id: first!.id,
      input,
    });
    await events.data(owner, SHARE, { id: box.id, scope: 'ALL' });
    const [, added] = await typesOf(second!.id);
    expect(added).toMatchObject({ name: 'Box', quantity: 4 });
    await events.data(owner, 'mutation($id: ID!) { deleteTicketType(id: $id) }', { id: added!.id });
    const { shareTicketType: again } = await events.data<{ shareTicketType: Change }>(owner, SHARE, {
      id: box.id,
      scope: 'ALL',
    });
    expect(again).toEqual({ changed: [], kept: [{ event: { id: second!.id }, fields: ['ticketTypes.Box'] }] });
    expect(await typesOf(third!.id)).toHaveLength(2);
  });

  test('is shared with all or none: a date that sold more forbids it', async () => {
    const series = await makeSeries();
    const [first, second] = datesOf(series);
    await events.data(owner, PUBLISH, { id: series.id });
    const sold = await events.data<{ event: SoldEvent }>(
      owner,
      `{ event(id: "${second!.id}") { id ticketTypes { id name } } }`,
    );
    await sell(events, owner.organizationId, sold.event, 3);
    const [own] = await typesOf(first!.id);
    await events.data(owner, CHANGE, { id: own!.id, input: { name: 'Standing', price: 2500, quantity: 2 } });
    expect(await events.refusal(owner, SHARE, { id: own!.id, scope: 'ALL' })).toEqual({
      ...{ code: 'QUANTITY_BELOW_SOLD', sold: 3, held: 0, eventId: second!.id },
    });
    expect(await typesOf(datesOf(series)[3]!.id)).toMatchObject([{ quantity: 20 }]);
    expect((await events.refusal(testViewer(), SHARE, { id: own!.id, scope: 'ALL' })).code).toBe('NOT_FOUND');
  });
});
