import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { type Logger, newId, type Payload, Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { createTestDatabase, fakeEndpoint, silentLogger, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeliveryWorker } from '../src/delivery/delivery-worker.ts';
import { InvoiceFiles } from '../src/delivery/invoice-files.ts';
import { Mailer } from '../src/delivery/mailer.ts';
import { TicketFiles } from '../src/delivery/ticket-files.ts';
import { notificationsDatabase } from '../src/index.ts';
import { queueNotifications } from '../src/notification/queue-notifications.ts';
import { OrganizationDirectory } from '../src/organization/organization-directory.ts';
import {
  FROM,
  happened,
  orderPayload,
  PUBLIC_URL,
  type SubgraphUnderTest,
  startSubgraph,
  until,
} from './subgraph-under-test.ts';

let under: SubgraphUnderTest;

beforeAll(async () => {
  under = await startSubgraph();
  await under.subgraph.start();
});
afterAll(() => under.close());

const mailTo = (address: string) =>
  until(async () => {
    const [mail] = (await under.sink.list()).filter(({ to }) => to.includes(address));
    return mail && (await under.sink.read(mail.id));
  }, `a mail to ${address}`);

const directory = (locale = 'en') =>
  new OrganizationDirectory(() =>
    fakeEndpoint('users', {
      organizationForService: () => ({ name: 'Harbour Concerts', settings: { locale, supportEmail: null } }),
    }),
  );

function workerOn(database: SubgraphUnderTest['database'], smtpUrl: string, logger: Logger = silentLogger) {
  const mailer = new Mailer({ smtpUrl, from: FROM, connections: 2 });
  const worker = new DeliveryWorker({
    database: database.database,
    mailer,
    directory: directory(),
    ticketFiles: new TicketFiles(() => fakeEndpoint('events', {}), logger),
    invoiceFiles: new InvoiceFiles(() => fakeEndpoint('payments', {}), logger),
    logger,
    schedule: { firstRetry: 0, attempts: 3 },
  });
  return { worker, close: () => mailer.close() };
}

const welcome = (recipient: string, organizationId: string | null = null) => ({
  organizationId,
  template: 'user-registered',
  recipient,
  recipientName: 'Ada',
  values: { adminUrl: `${PUBLIC_URL}/admin` },
});

test('a confirmed order sends its buyer the tickets, with codes, title and link', async () => {
  const organizationId = newId();
  const eventId = newId();
  await under.subgraph.deliver(
    happened('event.created', organizationId, { eventId, title: 'Night & <Day>', slug: 'night-day' }),
  );
  await under.subgraph.deliver(
    happened('order.confirmed', organizationId, {
      ...orderPayload({ eventId, email: 'buyer@example.org', orderToken: 'order+token' }),
      tickets: [
        { ticketId: newId(), code: 'K7QM-2XPD', ticketTypeName: 'Standard' },
        { ticketId: newId(), code: 'T9WL-5HVC', ticketTypeName: 'Standard' },
      ],
    }),
  );
  const mail = await mailTo('buyer@example.org');
  expect(mail.subject).toBe('Your tickets for Night & <Day>');
  expect(mail.text).toContain('- Standard: K7QM-2XPD');
  expect(mail.text).toContain('- Standard: T9WL-5HVC');
  expect(mail.text).toContain(`${PUBLIC_URL}/shop/orders/order%2Btoken`);
  expect(mail.html).toContain('Night &amp; &lt;Day&gt;');
  expect(mail.from?.text).toContain('Harbour Concerts');
});

test.each([
  ['order.confirmed', { tickets: [{ ticketId: newId(), code: 'K7QM-2XPD', ticketTypeName: 'Standard' }] }],
  ['order.tickets_resent', { tickets: [{ ticketId: newId(), code: 'K7QM-2XPD', ticketTypeName: 'Standard' }] }],
  ['order.refunded', { refund: { amount: 5000, currency: 'EUR' }, reason: null }],
  ['order.cancelled', { reason: 'Changed plans' }],
  ['order.expired', {}],
] as const)('the mail of %s links to the order in every language', async (name, more) => {
  for (const locale of ['en', 'de']) {
    const organizationId = newId();
    under.locales.set(organizationId, locale);
    const email = `${name}-${locale}@linked.example`;
    const payload = { ...orderPayload({ email, orderToken: 'order+token' }), ...more };
    await under.subgraph.deliver(happened(name, organizationId, payload as Payload<typeof name>));
    const { text, html } = await mailTo(email);
    expect(text).toContain(`${PUBLIC_URL}/shop/orders/order%2Btoken`);
    expect(html).toContain(`href="${PUBLIC_URL}/shop/orders/order%2Btoken"`);
  }
});

test('an order that waits for its payment says how to pay, in the language of the organization', async () => {
  const organizationId = newId();
  under.locales.set(organizationId, 'de-DE');
  await under.subgraph.deliver(
    happened('order.placed', organizationId, {
      ...orderPayload({ email: 'kaeufer@example.org', orderToken: 'secret' }),
      instructions: 'Bitte überweisen an\nDE02 1203 0000',
      paymentReference: 'TB-1042-K7',
    }),
  );
  const mail = await mailTo('kaeufer@example.org');
  expect(mail.subject).toContain('Deine Bestellung TB-1042');
  expect(mail.text).toContain('Verwendungszweck: TB-1042-K7');
  expect(mail.text).toMatch(/50,00\s€/);
  expect(mail.html).toContain('Bitte überweisen an<br>');
});

test('an event that is delivered again sends nothing again', async () => {
  const event = happened('user.registered', newId(), { userId: newId(), email: 'once@example.org', name: 'Ada' });
  await under.subgraph.deliver(event);
  await under.subgraph.deliver(event);
  await mailTo('once@example.org');
  // Without the note of what was applied: another event says the same, and a second mail goes out.
  await under.subgraph.deliver({ ...event, id: newId() } as typeof event);
  const mails = await until(async () => {
    const found = (await under.sink.list()).filter(({ to }) => to.includes('once@example.org'));
    return found.length >= 2 && found;
  }, 'a mail per event');
  expect(mails).toHaveLength(2);
});

test('a cancelled event is told to every address with a ticket, once each', async () => {
  const organizationId = newId();
  const eventId = newId();
  under.attendees.set(eventId, {
    organizationId,
    attendees: [
      { name: 'A', email: 'a@cancelled.example' },
      { name: 'A again', email: 'A@cancelled.example' },
      { name: 'No address', email: null },
      { name: 'B', email: 'b@cancelled.example' },
      { name: 'C', email: 'c@cancelled.example' },
    ],
  });
  await under.subgraph.deliver(
    happened('event.cancelled', organizationId, { eventId, title: 'Pier', slug: 'pier', reason: 'Storm' }),
  );
  for (const name of ['a', 'b', 'c']) await mailTo(`${name}@cancelled.example`);
  const answer = await under.execute(
    testViewer({ organizationId }),
    '{ notifications { totalCount edges { node { recipient template } } } }',
  );
  expect(answer).toMatchObject({ data: { notifications: { totalCount: 3 } } });
});

test('a reset link is in the mail only: not in the API, not in the database once it is sent', async () => {
  const organizationId = newId();
  const resetToken = 'a-token-that-opens-a-door';
  const payload = { userId: newId(), email: 'reset@example.org', name: 'Ada', resetToken };
  await under.subgraph.deliver(happened('user.password_reset_requested', organizationId, payload));
  const mail = await mailTo('reset@example.org');
  expect(mail.text).toContain(`${PUBLIC_URL}/admin/reset-password?token=${resetToken}`);
  const rows = await until(async () => {
    const found = await under.database.database.orm.em
      .fork()
      .execute(
        "select n::text as row, payload from notification n where recipient = 'reset@example.org' and status = 'SENT'",
      );
    return found.length > 0 && (found as { row: string; payload: unknown }[]);
  }, 'the mail is noted as sent');
  expect(rows[0]!.payload).toBeNull();
  expect(rows[0]!.row).not.toContain(resetToken);
  const all = await under.execute(
    testViewer({ organizationId }),
    '{ notifications { edges { node { id channel template recipient status attempts error createdAt attemptLog { number error } } } } }',
  );
  expect(all.errors).toBeUndefined();
  expect(JSON.stringify(all)).toContain('reset@example.org');
  expect(JSON.stringify(all)).not.toContain(resetToken);
});

test('a worker that dies between sending and noting it leads to a second mail with the same Message-ID', async () => {
  const database = await createTestDatabase({ name: 'notifications', ...notificationsDatabase });
  const { worker, close } = workerOn(database, under.sink.url);
  try {
    const em = database.database.forkTenant(null);
    await queueNotifications(em, [welcome('crash@example.org')]);
    expect(await worker.deliverDue()).toBe(1);
    expect(await worker.deliverDue()).toBe(0);
    // As the worker's death would have left it: claimed, its lock over, nothing noted.
    await em.execute(
      `update notification set status = 'SENDING', payload = '{}', sent_at = null, locked_until = now() - interval '1 second'`,
    );
    expect(await worker.deliverDue()).toBe(1);
    const mails = (await under.sink.list()).filter(({ to }) => to.includes('crash@example.org'));
    const ids = await Promise.all(mails.map(async ({ id }) => (await under.sink.read(id))?.messageId));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await em.execute('select status, attempts from notification')).toEqual([{ status: 'SENT', attempts: 2 }]);
  } finally {
    close();
    await database.close();
  }
});

test('a message is taken, written and noted as sent by four statements, none of them in a transaction', async () => {
  const database = await createTestDatabase({ name: 'notifications', ...notificationsDatabase });
  const { worker, close } = workerOn(database, under.sink.url);
  try {
    const em = database.database.forkTenant(null);
    await queueNotifications(em, [welcome('counted@example.org')]);
    const { result, statements } = await countStatements(() => worker.deliverDue());
    expect(result).toBe(1);
    // The claim and what was claimed, the organization's own words, what came of it.
    expect(statements).toBe(4);
    const noted = 'select n.status, a.finished_at is not null as finished from notification n, attempt a';
    expect(await em.execute(noted)).toEqual([{ status: 'SENT', finished: true }]);
  } finally {
    close();
    await database.close();
  }
});

test('workers side by side send each message once', async () => {
  const database = await createTestDatabase({ name: 'notifications', ...notificationsDatabase });
  const workers = [workerOn(database, under.sink.url), workerOn(database, under.sink.url)];
  try {
    const em = database.database.forkTenant(null);
    await queueNotifications(
      em,
      Array.from({ length: 30 }, (_, index) => welcome(`n${index}@side.example`)),
    );
    // Without a claim, both would take the same rows.
    const due = `select id from notification where status = 'QUEUED' order by next_attempt_at, id limit 10`;
    const [first, second] = await Promise.all([em.execute(due), em.execute(due)]);
    expect(first).toEqual(second);
    const drain = async ({ worker }: { worker: DeliveryWorker }) => {
      while ((await worker.deliverDue()) > 0);
    };
    await Promise.all(workers.map(drain));
    const sent = (await under.sink.list()).flatMap(({ to }) => to).filter(to => to.endsWith('@side.example'));
    expect(sent).toHaveLength(30);
    expect(new Set(sent).size).toBe(30);
  } finally {
    for (const { close } of workers) close();
    await database.close();
  }
});

test('a mail server that is away is tried again, and given up in the end', async () => {
  const database = await createTestDatabase({ name: 'notifications', ...notificationsDatabase });
  const closed = createServer();
  await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise(resolve => closed.close(resolve));
  const away = workerOn(database, `smtp://127.0.0.1:${port}`);
  const back = workerOn(database, under.sink.url);
  try {
    const em = database.database.forkTenant(null);
    const state = () =>
      em.execute('select status, attempts, error, payload is null as wiped from notification order by id');
    await queueNotifications(em, [welcome('later@example.org')]);
    await away.worker.deliverDue();
    expect(await state()).toEqual([{ status: 'QUEUED', attempts: 1, error: 'SMTP_UNAVAILABLE', wiped: false }]);
    await back.worker.deliverDue();
    expect(await state()).toEqual([{ status: 'SENT', attempts: 2, error: null, wiped: true }]);
    await em.execute('truncate notification cascade');
    await queueNotifications(em, [welcome('never@example.org')]);
    for (let attempt = 1; attempt <= 3; attempt += 1) await away.worker.deliverDue();
    expect(await state()).toEqual([{ status: 'FAILED', attempts: 3, error: 'SMTP_UNAVAILABLE', wiped: true }]);
    expect(await away.worker.deliverDue()).toBe(0);
  } finally {
    away.close();
    back.close();
    await database.close();
  }
});

test('what the mail server refuses for good fails at once, and the log has no word of the mail', async () => {
  const database = await createTestDatabase({ name: 'notifications', ...notificationsDatabase });
  const server = createServer(socket => {
    socket.write('220 refuses\r\n');
    socket.on('error', () => {});
    socket.on('data', data => {
      const line = data.toString();
      socket.write(line.startsWith('RCPT') ? '550 5.1.1 no such mailbox, you sent secret-link\r\n' : '250 ok\r\n');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const lines: unknown[] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const logger = { debug: log, info: log, warn: log, error: log } as unknown as Logger;
  const { worker, close } = workerOn(database, `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, logger);
  try {
    const em = database.database.forkTenant(null);
    await queueNotifications(em, [
      {
        ...welcome('gone@example.org'),
        template: 'password-reset',
        values: { resetUrl: 'https://x.example/secret-link' },
      },
    ]);
    await worker.deliverDue();
    expect(await em.execute('select status, attempts, error, payload from notification')).toEqual([
      { status: 'FAILED', attempts: 1, error: 'SMTP_REJECTED', payload: null },
    ]);
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toContain('secret-link');
  } finally {
    close();
    server.close();
    await database.close();
  }
});

test('names and subjects cannot add headers or recipients', async () => {
  const organizationId = newId();
  const payload = orderPayload({ email: 'victim@example.org' });
  await under.subgraph.deliver(
    happened('order.expired', organizationId, {
      ...payload,
      number: 'TB-1\r\nBcc: other@example.org',
      buyer: { name: 'Ada\r\nBcc: other@example.org', email: 'victim@example.org' },
    }),
  );
  const mail = await mailTo('victim@example.org');
  expect(mail.bcc).toBeUndefined();
  expect(mail.headers.has('bcc')).toBe(false);
  expect((await under.sink.list()).some(({ to }) => to.includes('other@example.org'))).toBe(false);
});

test('an address that is none is kept as failed, and does not hold up what else the event does', async () => {
  const organizationId = newId();
  const eventId = newId();
  under.attendees.set(eventId, {
    organizationId,
    attendees: [
      { name: 'Broken', email: 'x@example.org\r\nBcc: other@example.org' },
      { name: 'Fine', email: 'fine@example.org' },
    ],
  });
  await under.subgraph.deliver(
    happened('event.cancelled', organizationId, { eventId, title: 'Pier', slug: 'pier', reason: null }),
  );
  await mailTo('fine@example.org');
  const { data } = await under.execute(
    testViewer({ organizationId }),
    '{ notifications(filter: { statuses: [FAILED] }) { edges { node { status error attempts } } } }',
  );
  expect(data).toEqual({
    notifications: { edges: [{ node: { status: 'FAILED', error: 'RECIPIENT_INVALID', attempts: 0 } }] },
  });
});

test('without its secret an event is refused rather than mailed without a link', async () => {
  const payload = { userId: newId(), email: 'nolink@example.org', name: 'Ada' };
  const event = happened('user.password_reset_requested', null, payload);
  await expect(under.subgraph.deliver(event)).rejects.toThrow('receivesSecrets');
});

test('a guest sees no messages', async () => {
  const { errors } = await under.execute(Viewer.anonymous, '{ notifications { totalCount } }');
  expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});
