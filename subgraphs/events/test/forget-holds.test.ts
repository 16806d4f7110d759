import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetHolds } from '../src/hold/forget-holds.ts';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  payments,
  publishedEvent,
  sell,
  startEvents,
} from './events-under-test.ts';

let events: EventsUnderTest;
const owner = testViewer();
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

test('holds that ended three months ago are forgotten; newer ones and those that keep tickets are not', async () => {
  const event = await publishedEvent(events, owner);
  /** As if it had been made and had ended so many days ago; its id says when, as all ids do. */
  const hold = async (days: number, status: string) => {
    const at = Date.now() - days * 86_400_000;
    const holdId = `${at
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}${newId().slice(13)}`;
    await events.data(payments(), HOLD, { input: holdInput(event, 1, { holdId }) });
    await events.rows(
      `update hold set status = ?, created_at = now() - make_interval(days => ?), expires_at = now() - make_interval(days => ?) where id = ?`,
      [status, days, days, holdId],
    );
    return holdId;
  };
  const [expired, released] = [await hold(91, 'EXPIRED'), await hold(100, 'RELEASED')];
  const [recent, active] = [await hold(89, 'EXPIRED'), await hold(91, 'ACTIVE')];
  const { holdId } = await sell(events, owner.organizationId, event, 1);
  const forget = () => events.test.database.forkTenant(null).transactional(em => forgetHolds(em));
  expect(await forget()).toBe(2);
  expect(await forget()).toBe(0);
  const left = (await events.rows<{ id: string }>('select id from hold')).map(({ id }) => id);
  expect(left).toEqual(expect.arrayContaining([recent, active, holdId]));
  expect(left).not.toContain(expired);
  expect(left).not.toContain(released);
  expect(await events.rows('select 1 from hold_line where hold_id = ?', [expired])).toEqual([]);
});
