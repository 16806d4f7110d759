import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { happened, type SubgraphUnderTest, startSubgraph } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const organizationId = newId();
const viewer = testViewer({ organizationId });
const eventId = newId();
const payload = { eventId, title: 'Summer fair', slug: 'summer-fair' };

beforeAll(async () => {
  under = await startSubgraph();
  const at = (second: number) => `2027-05-01T10:00:0${second}.000Z`;
  const happenings = [
    happened('event.created', organizationId, payload, at(0)),
    happened('event.updated', organizationId, { ...payload, changed: ['title', 'venue'] }, at(1)),
    // Two in one millisecond: their order is their ids'.
    happened('event.published', organizationId, { ...payload, startsAt: at(5), endsAt: at(6) }, at(2)),
    happened('event.cancelled', organizationId, { ...payload, reason: 'Storm' }, at(2)),
    happened(
      'plugin.installed',
      organizationId,
      {
        installationId: newId(),
        pluginId: 'offline-payments',
        version: '1.0.0',
        grantedPermissions: ['orders:read'],
        consented: [{ kind: 'HOST', name: 'api.example.com' }],
      },
      at(3),
    ),
  ];
  for (const event of happenings) await under.subgraph.deliver(event);
});
afterAll(() => under.close());

interface Log {
  edges: { cursor: string; node: { name: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount: number;
}

async function log(args: string, selection = 'name'): Promise<Log> {
  const query = `{ activityLog${args} { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { ${selection} } } } }`;
  const { data, errors } = await under.execute(viewer, query);
  expect(errors).toBeUndefined();
  return (data as { activityLog: Log }).activityLog;
}

const names = ({ edges }: Log) => edges.map(({ node }) => node.name);

test('an entry says who did what, when, what changed, and by which request', async () => {
  const found = await log(
    '(filter: { names: ["event.updated"] })',
    'id name summary occurredAt actor { kind id user { id } } subject { type id label } changed details requestId',
  );
  expect(found.edges[0]!.node).toEqual({
    id: expect.any(String),
    name: 'event.updated',
    summary: 'Changed the event “Summer fair”',
    occurredAt: '2027-05-01T10:00:01.000Z',
    actor: { kind: 'service', id: 'payments', user: null },
    subject: { type: 'Event', id: eventId, label: 'Summer fair' },
    changed: ['title', 'venue'],
    details: {},
    requestId: expect.any(String),
  });
});

test('an entry about a plugin tells what was consented to', async () => {
  const found = await log('(first: 1)', 'details');
  expect(found.edges[0]!.node).toMatchObject({
    details: {
      ...{ version: '1.0.0', grantedPermissions: ['orders:read'] },
      consented: [{ kind: 'HOST', name: 'api.example.com' }],
    },
  });
});

test('pages forwards meet every entry once, newest first', async () => {
  const all = names(await log(''));
  expect(all).toHaveLength(5);
  const seen: string[] = [];
  let after = '';
  for (let page = 0; page < 5; page += 1) {
    const found = await log(`(first: 2${after})`);
    seen.push(...names(found));
    expect(found.totalCount).toBe(5);
    expect(found.pageInfo.hasPreviousPage).toBe(page > 0);
    if (!found.pageInfo.hasNextPage) break;
    after = `, after: "${found.pageInfo.endCursor}"`;
  }
  expect(seen).toEqual(all);
  expect(all[0]).toBe('plugin.installed');
});

test('pages backwards meet the same entries in the same order', async () => {
  const all = names(await log(''));
  const end = await log('(last: 2)');
  expect(names(end)).toEqual(all.slice(3));
  expect(end.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
  const before = await log(`(last: 3, before: "${end.pageInfo.startCursor}")`);
  expect(names(before)).toEqual(all.slice(0, 3));
  expect(before.pageInfo.hasPreviousPage).toBe(false);
});

test('filters narrow the log, and an event has its own', async () => {
  expect(names(await log(`(filter: { eventId: "${eventId}", from: "2027-05-01T10:00:02Z" })`))).toHaveLength(2);
  expect(names(await log('(filter: { actorId: "nobody" })'))).toEqual([]);
  const { data } = await under.execute(
    viewer,
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Event { activity(first: 1) { totalCount } } } }',
    { r: [{ __typename: 'Event', id: eventId }] },
  );
  expect(data).toEqual({ _entities: [{ activity: { totalCount: 4 } }] });
});

test('events asked about together get each their own part of the log, of the viewer’s organization only', async () => {
  const [second, foreign] = [newId(), newId()];
  const at = (second: number) => `2027-06-01T10:00:0${second}.000Z`;
  const other = { eventId: second, title: 'Autumn fair', slug: 'autumn-fair' };
  await under.subgraph.deliver(happened('event.created', organizationId, other, at(1)));
  await under.subgraph.deliver(happened('event.updated', organizationId, { ...other, changed: ['title'] }, at(2)));
  await under.subgraph.deliver(happened('event.created', newId(), { ...payload, eventId: foreign }, at(3)));
  const r = [second, eventId, foreign].map(id => ({ __typename: 'Event', id }));
  const parts = async (args: string) => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Event {
      activity(${args}) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { node { name } } } } } }`;
    const { data, errors } = await under.execute(viewer, query, { r });
    expect(errors).toBeUndefined();
    return (data as { _entities: { activity: Log }[] })._entities.map(({ activity }) => activity);
  };
  const newest = await parts('first: 1');
  expect(newest.map(names)).toEqual([['event.updated'], [expect.stringMatching(/published|cancelled/)], []]);
  expect(newest.map(({ totalCount }) => totalCount)).toEqual([2, 4, 0]);
  expect(newest.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
  const rest = await parts(`first: 5, after: "${newest[0]!.pageInfo.endCursor}"`);
  expect(names(rest[0]!)).toEqual(['event.created']);
  const oldest = await parts('last: 2');
  expect(oldest.map(names)).toEqual([['event.updated', 'event.created'], ['event.updated', 'event.created'], []]);
  expect(oldest.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual([false, true, false]);
});

for (const [what, args, path] of [
  ['a cursor that is none', '(after: "nonsense")', 'after'],
  ['a name that is none', '(filter: { names: ["event.exploded"] })', 'filter.names.0'],
  ['a page of no entries', '(first: 0)', 'first'],
  ['a page of a thousand', '(first: 1000)', 'first'],
] as const) {
  test(`${what} is refused with its place`, async () => {
    const { errors } = await under.execute(viewer, `{ activityLog${args} { totalCount edges { cursor } } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });
}
