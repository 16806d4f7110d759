import type { AnyDomainEvent } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { HOLD, holdInput, payments, publishedEvent, startEvents, stockOf } from './events-under-test.ts';

test('once started it gives expired holds back by itself and tells its subscribers what happened, in order', async () => {
  const told: AnyDomainEvent[] = [];
  const subscriber = { name: 'analytics', deliver: async (event: AnyDomainEvent) => void told.push(event) };
  const events = await startEvents({ sweepInterval: 50, subscribers: [subscriber] });
  onTestFinished(() => events.close());
  await events.subgraph.start();
  const owner = testViewer();
  const event = await publishedEvent(events, owner);
  await events.data(payments(), HOLD, { input: holdInput(event, 3) });
  expect(await stockOf(events, event)).toMatchObject({ held: 3 });
  await events.rows(`update hold set expires_at = now() - interval '1 second' where event_id = ?`, [event.id]);
  await vi.waitFor(async () => expect(await stockOf(events, event)).toMatchObject({ held: 0, eventHeld: 0 }), 30_000);
  await vi.waitFor(() => expect(told.map(({ name }) => name)).toEqual(['event.created', 'event.published']), 30_000);
  expect(told[0]).toMatchObject({
    organizationId: owner.organizationId,
    actor: { kind: 'user', id: owner.userId },
    payload: { eventId: event.id, title: 'Harbour Concert', slug: event.slug },
  });
});
