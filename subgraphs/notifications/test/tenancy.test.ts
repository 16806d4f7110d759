import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NotificationEntity } from '../src/notification/notification.entity.ts';
import { TemplateEntity } from '../src/template/template.entity.ts';
import { happened, orderPayload, type SubgraphUnderTest, startSubgraph } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const [ours, theirs] = [newId(), newId()];
const viewer = testViewer({ organizationId: ours });
const their = testViewer({ organizationId: theirs });
const theirOrder = orderPayload({ email: 'theirs@example.org' });

const words = { template: 'user-registered', subject: 'Theirs', html: '<p>Theirs</p>', text: 'Theirs' };
const UPDATE =
  'mutation ($input: NotificationTemplateInput!) { updateNotificationTemplate(input: $input) { subject } }';

beforeAll(async () => {
  under = await startSubgraph();
  await under.subgraph.deliver(happened('order.expired', theirs, theirOrder));
  await under.subgraph.deliver(happened('order.expired', ours, orderPayload({ email: 'ours@example.org' })));
  await under.subgraph.deliver(
    happened('user.password_reset_requested', null, {
      userId: newId(),
      email: 'person@example.org',
      name: 'P',
      resetToken: 't',
    }),
  );
  expect((await under.execute(their, UPDATE, { input: words })).errors).toBeUndefined();
});
afterAll(() => under.close());

test('messages are the viewer’s organization’s alone, whatever the filter', async () => {
  const list = async (filter: string) => {
    const { data, errors } = await under.execute(
      viewer,
      `{ notifications${filter} { totalCount edges { node { recipient } } } }`,
    );
    expect(errors).toBeUndefined();
    return (data as { notifications: { edges: { node: { recipient: string } }[] } }).notifications.edges.map(
      ({ node }) => node.recipient,
    );
  };
  expect(await list('')).toEqual(['ours@example.org']);
  expect(await list('(filter: { recipient: "theirs@example.org" })')).toEqual([]);
  expect(await list('(filter: { recipient: "%" })')).toEqual([]);
  expect(await list(`(filter: { orderId: "${theirOrder.orderId}" })`)).toEqual([]);
  expect(await list(`(filter: { eventId: "${theirOrder.eventId}" })`)).toEqual([]);
  expect(await list('(filter: { eventId: "no-id" })')).toEqual([]);
});

test('a cursor of another organization’s list opens nothing', async () => {
  const page = '{ notifications { edges { cursor } } }';
  const { data } = await under.execute(their, page);
  const { cursor } = (data as { notifications: { edges: { cursor: string }[] } }).notifications.edges[0]!;
  const answer = await under.execute(
    viewer,
    `{ notifications(last: 5, before: "${cursor}") { edges { node { recipient } } } }`,
  );
  expect(JSON.stringify(answer)).not.toContain('theirs');
});

test('one organization’s words are not another’s, and neither changes nor resets them', async () => {
  const list = '{ notificationTemplates { id subject customized } }';
  expect(JSON.stringify(await under.execute(viewer, list))).not.toContain('Theirs');
  await under.execute(viewer, UPDATE, { input: { ...words, subject: 'Ours' } });
  await under.execute(viewer, 'mutation { resetNotificationTemplate(template: "user-registered") { id } }');
  expect(JSON.stringify(await under.execute(their, list))).toContain('Theirs');
});

test('without the filter, all would be seen', async () => {
  const em = under.database.database.fork(viewer);
  expect(await em.count(NotificationEntity)).toBe(1);
  expect(await em.count(NotificationEntity, {}, { filters: { tenant: false } })).toBe(3);
  expect(await em.count(TemplateEntity)).toBe(0);
  expect(await em.count(TemplateEntity, {}, { filters: { tenant: false } })).toBe(1);
});
