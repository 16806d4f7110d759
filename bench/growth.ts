/**
 * What growth costs: the same work at the events subgraph on a database of 10 events with 10 tickets each, and on one of
 * 10,000 events with 1,000,000 tickets in all. `npm run bench:growth`.
 */
import { rm } from 'node:fs/promises';
import { newId, Viewer } from '@ticketbase/kernel';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { startServices } from './gateway/services.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { type Contender, inTurns, roundOf } from './measure/turns.ts';
import { type EventsService, startEventsService } from './on-sale/events-service.ts';
import { type Fill, fill } from './on-sale/fill.ts';

const ROUNDS = 5;
const SECONDS = 1.5;
const CONCURRENCY = 16;
const PLENTY = 100_000;

const SMALL: Fill = { events: 10, ticketsPerEvent: 10 };
const LARGE: Fill = { events: 10_000, ticketsPerEvent: 100 };

const CHECK_IN = 'mutation ($code: String!, $key: String!) { checkInTicket(code: $code, idempotencyKey: $key) { id } }';
const EVENTS = '{ events(first: 10) { edges { node { id title startsAt ticketTypes { id available } } } } }';
const TICKETS =
  'query ($id: ID!) { tickets(filter: { eventId: $id }, first: 10) { edges { node { id status attendee { name } } } } }';
const SHOP = '{ publicEvents(first: 10) { edges { node { id title ticketTypes { id available } } } } }';

const stops = new Stops();
try {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());
  const [small, large] = [await filled(services.env, SMALL), await filled(services.env, LARGE)];
  const [ofSmall, ofLarge] = [await works(small), await works(large)];
  const contenders = ofSmall.flatMap((work, index) => [work, ofLarge[index]!]);
  const results = await inTurns(contenders, ROUNDS);
  const rows = ofSmall.map(({ name }, index) => {
    const [before, after] = [results[2 * index]!.perSecond, results[2 * index + 1]!.perSecond];
    return [name, before.toFixed(0), after.toFixed(0), `${(after / before).toFixed(2)} ×`];
  });
  console.log(machine());
  console.log(`medians of ${ROUNDS} rounds of ${SECONDS} s each, ${CONCURRENCY} at a time`);
  console.log(table(['per second', '10 events', '10,000 events, 1,000,000 tickets', 'ratio'], rows));
} finally {
  await stops.run();
}

async function filled(env: Readonly<Record<string, string>>, size: Fill): Promise<EventsService> {
  const service = await startEventsService(env);
  stops.add(() => service.stop());
  await fill(service, size);
  return service;
}

async function works(service: EventsService): Promise<Contender[]> {
  const { owner } = service;
  const work = (name: string, each: () => Promise<unknown>): Contender => ({
    name,
    run: () => roundOf(each, { seconds: SECONDS, concurrency: CONCURRENCY }),
  });
  const holding = await service.publish(PLENTY);
  const selling = await service.publish(PLENTY);
  const scanning = await service.publish(PLENTY);
  await service.sell(scanning, 10);
  return [
    work('holds', () => service.hold(holding)),
    work('sales of one ticket', () => service.sell(selling, 1)),
    work('sales of one ticket, each with its check-in', async () => {
      const [code] = await service.sell(scanning, 1);
      await service.ask(owner, CHECK_IN, { code, key: newId() });
    }),
    work("pages of 10 of the organizer's events", () => service.ask(owner, EVENTS, {})),
    work('pages of 10 of the shop', () => service.ask(Viewer.anonymous, SHOP, {})),
    work("pages of 10 of an event's tickets", () => service.ask(owner, TICKETS, { id: selling.eventId })),
  ];
}
