import { randomBytes } from 'node:crypto';
import { newId, Viewer } from '@ticketbase/kernel';
import { createTestDatabase, fakeEndpoint, silentLogger, testViewer } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { createEventsSubgraph, eventsDatabase, parseEventsConfig } from '../src/index.ts';

const DOOR = '20261123_door';

test('tickets from before they were signed keep their codes, get QR codes, and what was void then is in the revocations', async () => {
  const { migrations } = eventsDatabase;
  const before = migrations.slice(
    0,
    migrations.findIndex(migration => migration.name === DOOR),
  );
  const db = await createTestDatabase({ name: 'events', ...eventsDatabase, migrations: before });
  try {
    const owner = testViewer();
    const { organizationId } = owner;
    const [eventId, typeId] = [newId(), newId()];
    const execute = (sql: string, parameters: unknown[]) =>
      db.database.orm.em.getConnection().execute(sql, parameters) as Promise<Record<string, unknown>[]>;
    await execute(
      `insert into event (id, organization_id, slug, title, tags, status, visibility, starts_at, ends_at, time_zone, currency,
                          version, published_at, created_at, updated_at)
       values (?, ?, 'old', 'Old', '{}', 'PUBLISHED', 'PUBLIC', now() + interval '1 day', now() + interval '2 days', 'UTC', 'EUR',
               1, now(), now(), now())`,
      [eventId, organizationId],
    );
    await execute(
      `insert into ticket_type (id, organization_id, event_id, name, price_amount, currency, quantity, sold, held,
                                min_per_order, max_per_order, hidden, sort_order, created_at, updated_at)
       values (?, ?, ?, 'Standing', 0, 'EUR', 9, 3, 0, 1, 9, false, 0, now(), now())`,
      [typeId, organizationId, eventId],
    );
    const tickets = { good: newId(), moved: newId(), refunded: newId() };
    const codes = { good: '0123-4567-89AB-C', moved: '1123-4567-89AB-C', refunded: '2123-4567-89AB-C' };
    for (const name of ['good', 'moved', 'refunded'] as const) {
      await execute(
        `insert into ticket (id, organization_id, event_id, ticket_type_id, order_id, code, status, issued_at)
         values (?, ?, ?, ?, ?, ?, ?, now())`,
        [
          tickets[name],
          organizationId,
          eventId,
          typeId,
          newId(),
          codes[name],
          name === 'refunded' ? 'REFUNDED' : 'VALID',
        ],
      );
    }
    for (const code of ['8123-4567-89AB-C', '9123-4567-89AB-C']) {
      await execute('insert into retired_ticket_code values (?, ?, ?, now())', [code, organizationId, tickets.moved]);
    }

    const config = parseEventsConfig({
      EVENTS_DATABASE_URL: db.url,
      EVENTS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      S3_ENDPOINT: process.env.TEST_S3_ENDPOINT,
      S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY,
      S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY,
    });
    const endpoint = () => fakeEndpoint('users', {});
    const subgraph = await createEventsSubgraph(config, { logger: silentLogger, subscribers: [], endpoint });
    const ask = async (viewer: Viewer, query: string, variables = {}) => {
      const { data, errors } = await subgraph.execute({ viewer, query, variables, requestId: newId() });
      return { data: data as Record<string, never>, code: errors?.[0]?.extensions?.code };
    };
    try {
      const QR = 'query($code: String!) { ticket(code: $code) { id qr { payload } } }';
      const CHECK_IN = `mutation($code: String!, $key: String!) {
        checkInTicket(code: $code, idempotencyKey: $key) { ticket { status } } }`;
      const { data } = await ask(Viewer.anonymous, QR, { code: `tb1.${codes.good}` });
      expect(data).toMatchObject({ ticket: { id: tickets.good, qr: { payload: expect.stringMatching(/^TB2\./) } } });
      const REVOKED = `query($id: ID!) { ticketRevocations(eventId: $id) { latest
        revocations { ticketId serial reason entry { serial } } } }`;
      const { data: page } = await ask(owner, REVOKED, { id: eventId });
      const { latest, revocations } = page.ticketRevocations as unknown as { latest: number; revocations: unknown[] };
      expect(latest).toBe(3);
      expect(revocations).toEqual(
        expect.arrayContaining([
          { ticketId: tickets.moved, serial: 1, reason: 'TRANSFERRED', entry: { serial: 3 } },
          { ticketId: tickets.moved, serial: 2, reason: 'TRANSFERRED', entry: { serial: 3 } },
          { ticketId: tickets.refunded, serial: 1, reason: 'REFUNDED', entry: null },
        ]),
      );
      const checkIn = async (code: string) => (await ask(owner, CHECK_IN, { code, key: newId() })).code;
      expect(await checkIn('9123-4567-89AB-C')).toBe('TICKET_TRANSFERRED');
      expect(await checkIn(codes.refunded)).toBe('TICKET_NOT_VALID');
      expect(await checkIn(`tb1.${codes.moved}`)).toBeUndefined();
    } finally {
      await subgraph.close();
    }
  } finally {
    await db.close();
  }
});
