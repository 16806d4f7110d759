import { newId } from '@ticketbase/kernel';
import { queryPlans, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SubgraphUnderTest, startSubgraph } from './subgraph-under-test.ts';

// The messages of one of several organizations, on 40,000.
const owner = testViewer();
const event = newId();
let notifications: SubgraphUnderTest;
beforeAll(async () => {
  notifications = await startSubgraph();
  const em = notifications.database.database.forkTenant(null);
  await em.execute(
    `insert into notification (id, organization_id, channel, template, recipient, status, event_id, sent_at)
     select gen_random_uuid(), case when n % 8 = 0 then ?::uuid else gen_random_uuid() end, 'EMAIL', 'order-confirmed',
            'p' || n % 3000 || '@example.com', case when n % 20 = 0 then 'FAILED' else 'SENT' end,
            case when n % 400 = 0 then ?::uuid else gen_random_uuid() end, case when n % 20 = 0 then null else now() end
       from generate_series(1, 40000) n`,
    [owner.organizationId, event],
  );
  await em.execute(
    `insert into attempt (id, organization_id, notification_id, number) select gen_random_uuid(), organization_id, id, 1 from notification`,
  );
  await em.execute('analyze');
}, 120_000);
afterAll(() => notifications.close());

const list = (filter = '') =>
  `{ notifications(first: 20${filter && `, filter: { ${filter} }`}) { totalCount edges { node { id status } } } }`;

test.each([
  ['messages', list()],
  ['messages about an event', list(`eventId: "${event}"`)],
  ['messages to someone', list('recipient: "p42@example.com"')],
  ['messages of a status', list('statuses: [FAILED]')],
])('%s come from an index', async (_, query) => {
  const plans = await queryPlans(notifications.database.database, async () => {
    expect((await notifications.execute(owner, query)).errors).toBeUndefined();
  });
  expect(plans.filter(plan => plan.scanned.length > 0)).toEqual([]);
  expect(plans.flatMap(plan => plan.indexes)).toContain('notification_list');
});

test('a list without its index is noticed (control)', async () => {
  await notifications.database.database.forkTenant(null).execute('drop index notification_list');
  const plans = await queryPlans(notifications.database.database, () => notifications.execute(owner, list()));
  expect(plans.flatMap(plan => plan.scanned)).toContain('notification');
});
