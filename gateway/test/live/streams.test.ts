import { newId, ServiceUnavailableError } from '@ticketbase/kernel';
import { describe, expect, test } from 'vitest';
import { followEvents, followSocket, laterRelease, person, sold, startLiveGateway } from './live-harness.ts';

const SALES = 'subscription ($id: ID!) { eventSales(eventId: $id) { event { id ticketsSold } } }';
const sales = (id: string) => ({ query: SALES, variables: { id } });
const figures = (ticketsSold: number, id = 'e1') => ({ data: { eventSales: { event: { id, ticketsSold } } } });

describe.each([
  ['server-sent events', followEvents],
  ['a WebSocket', followSocket],
])('a subscription over %s', (_, follow) => {
  test('tells how things are, and then what has changed', async () => {
    const { url, live } = await startLiveGateway();
    const { token, organizationId } = person();
    const stream = follow(url, token, sales('e1'));
    expect(await stream.next()).toEqual(figures(0));
    live.sold.set(`${organizationId}/e1`, 2);
    live.tell('events', sold(organizationId, 'e1'));
    expect(await stream.next()).toEqual(figures(2));
  });

  test('tells changes that come close together as one, and of what has not changed nothing', async () => {
    const { url, live } = await startLiveGateway();
    const { token, organizationId } = person();
    const stream = follow(url, token, sales('e1'));
    await stream.next();
    for (let count = 1; count <= 50; count++) {
      live.sold.set(`${organizationId}/e1`, count);
      live.tell('events', sold(organizationId, 'e1'));
    }
    expect(await stream.next()).toEqual(figures(50));
    live.tell('events', sold(organizationId, 'e1'));
    live.sold.set(`${organizationId}/e1`, 51);
    const before = live.asked;
    live.tell('events', sold(organizationId, 'e1'));
    expect(await stream.next()).toEqual(figures(51));
    expect(live.asked - before, 'looks at the supergraph for two changes').toBeLessThanOrEqual(4);
  });

  test('ends with UNAUTHENTICATED as soon as the session, or the role in it, is not what it was', async () => {
    const { url, live } = await startLiveGateway();
    const { token, organizationId } = person();
    const stream = follow(url, token, sales('e1'));
    await stream.next();
    live.current = false;
    live.sold.set(`${organizationId}/e1`, 7);
    // Who was found to be current a moment ago is not asked about again: the next but one is late enough.
    const timer = setInterval(() => live.tell('events', sold(organizationId, 'e1')), 200);
    const last = (await stream.rest()).at(-1);
    clearInterval(timer);
    expect(last).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(last).not.toHaveProperty('data.eventSales');
  });

  test('ends with UNAUTHENTICATED when its token has run out', async () => {
    const { url, live } = await startLiveGateway();
    const { token, organizationId } = person(undefined, { expiresIn: 4 });
    const stream = follow(url, token, sales('e1'));
    await stream.next();
    const timer = setInterval(() => live.tell('events', sold(organizationId, 'e1')), 100);
    const payloads = await stream.rest();
    clearInterval(timer);
    expect(payloads.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('goes on over a change of the supergraph, which supergraphChanged tells of', async () => {
    const { url, live, gateway } = await startLiveGateway();
    const { token, organizationId } = person();
    const stream = follow(url, token, sales('e1'));
    const changes = follow(url, token, { query: 'subscription { supergraphChanged { id } }' });
    await stream.next();
    const first = gateway.supergraphId;
    expect(await changes.next()).toEqual({ data: { supergraphChanged: { id: first } } });
    live.release = laterRelease();
    expect(await changes.next()).toEqual({ data: { supergraphChanged: { id: live.release.id } } });
    live.sold.set(`${organizationId}/e1`, 3);
    live.tell('events', sold(organizationId, 'e1'));
    expect(await stream.next()).toEqual(figures(3));
  });

  test('is ended, and its client told so, when the gateway stops, which does not wait for it', async () => {
    const { url, gateway } = await startLiveGateway();
    const stream = follow(url, person().token, sales('e1'));
    await stream.next();
    const since = performance.now();
    await gateway.close();
    expect(performance.now() - since).toBeLessThan(8_000);
    const [end] = await stream.rest().catch(error => [error]);
    // A socket says goodbye with a code on which its clients come back by themselves.
    const code = end.code ?? end.errors[0].extensions.code;
    expect(code).toBe(follow === followSocket ? 1001 : 'SHUTTING_DOWN');
  });

  test('outlives a subgraph that fails for a moment, and tells afterwards what happened meanwhile', async () => {
    const { url, live } = await startLiveGateway();
    const { token, organizationId } = person();
    const stream = follow(url, token, sales('e1'));
    await stream.next();
    live.failure = new ServiceUnavailableError('events', new Error('connect ECONNREFUSED'));
    live.sold.set(`${organizationId}/e1`, 4);
    live.tell('events', sold(organizationId, 'e1'));
    await expect.poll(() => live.asked).toBeGreaterThan(1);
    live.failure = undefined;
    expect(await stream.next()).toEqual(figures(4));
  });

  test('looks for itself after its source of domain events was gone', async () => {
    const { url, live } = await startLiveGateway();
    const { token, organizationId } = person();
    const stream = follow(url, token, sales('e1'));
    await stream.next();
    await expect.poll(() => live.watchers('payments')).toBe(1);
    // Told to nobody: the source is gone at this moment.
    live.tell('payments', undefined);
    live.sold.set(`${organizationId}/e1`, 5);
    expect(await stream.next()).toEqual(figures(5));
  });

  test('is refused without a token, without the scope, and for what does not exist', async () => {
    const { url } = await startLiveGateway();
    const outcome = (token: string | undefined, id: string) =>
      follow(url, token, sales(id))
        .rest()
        .catch((error: { response?: Response } & Record<number, unknown>) => error)
        .then(async answer =>
          'response' in answer && answer.response ? await answer.response.text() : JSON.stringify(answer),
        );
    expect(await outcome(undefined, 'e1')).toContain('UNAUTHENTICATED');
    expect(await outcome('nonsense', 'e1')).toContain('UNAUTHENTICATED');
    expect(await outcome(person(['orders:read']).token, 'e1')).toContain('FORBIDDEN');
    expect(await outcome(person().token, 'missing')).toContain('NOT_FOUND');
  });
});

describe('tenants', () => {
  test('hear of nothing of one another, though both follow an event of the same id', async () => {
    const { url, live } = await startLiveGateway();
    const [ours, theirs] = [person(), person()];
    const ourStream = followEvents(url, ours.token, sales('e1'));
    const theirStream = followEvents(url, theirs.token, sales('e1'));
    await Promise.all([ourStream.next(), theirStream.next()]);
    for (const { organizationId } of [ours, theirs]) live.sold.set(`${organizationId}/e1`, 9);
    live.tell('events', sold(ours.organizationId, 'e1'));
    // The control: it does reach its own tenant, with what is that tenant's.
    expect(await ourStream.next()).toEqual(figures(9));
    const told = theirStream.next();
    const silence = new Promise(resolve => setTimeout(() => resolve('silence'), 800));
    expect(await Promise.race([told, silence])).toBe('silence');
  });

  test('cannot follow another organization’s event, though they may see it', async () => {
    const { url, gateway } = await startLiveGateway();
    const owner = person();
    const id = `${owner.organizationId}/public`;
    const stranger = person();
    const query = 'query ($id: ID!) { event(id: $id) { id } }';
    const seen = await gateway.execute({ query, variables: { id }, accessToken: stranger.token });
    expect(seen.data, 'the control: they do see it').toEqual({ event: { id } });
    expect(await followEvents(url, owner.token, sales(id)).next()).toEqual(figures(0, id));
    const refused = await followSocket(url, stranger.token, sales(id))
      .rest()
      .catch(error => error);
    expect(refused).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

test('a payload has what was selected of it: aliases, fragments, conditions, facts and links', async () => {
  const { url, live } = await startLiveGateway();
  const { token, organizationId } = person();
  const stream = followEvents(url, token, {
    query: `subscription Door($id: ID!, $names: Boolean!, $none: Boolean!) {
      door: checkIns(eventId: $id) {
        __typename
        ...Update
        event { organization { name @include(if: $names) } }
        skipped: event @skip(if: $none) { id }
      }
    }
    fragment Update on CheckInsUpdate { party: event { ...Named } lists { id n: checkedIn } scans { __typename ...Scan } }
    fragment Scan on CheckInScan { kind ticket: ticketId listId }
    fragment Named on Event { id title }`,
    variables: { id: 'e1', names: true, none: true },
  });
  const first = await stream.next();
  expect(first).toEqual({
    data: {
      door: {
        __typename: 'CheckInsUpdate',
        party: { id: 'e1', title: 'xxxxx' },
        lists: [{ id: 'e1', n: 3 }],
        scans: [],
        event: { organization: { name: `Organization ${organizationId}` } },
      },
    },
  });
  expect(Object.keys(first.data.door)).toEqual(['__typename', 'party', 'lists', 'scans', 'event']);
  const ticketId = newId();
  const scan = { ...sold(organizationId, 'e1'), name: 'ticket.checked_in', payload: { ticketId, eventId: 'e1' } };
  live.tell('events', scan as never);
  const { scans } = (await stream.next()).data.door;
  expect(scans).toEqual([{ __typename: 'CheckInScan', kind: 'CHECKED_IN', ticket: ticketId, listId: 'e1' }]);
});

test('a payload has names that every object has as fields of its own', async () => {
  const { url } = await startLiveGateway();
  const query =
    'subscription ($id: ID!) { __proto__: eventSales(eventId: $id) { __proto__: event { id } constructor: at } }';
  const first = await followEvents(url, person().token, { query, variables: { id: 'e1' } }).next();
  expect(JSON.stringify(first)).toMatch(/^{"data":{"__proto__":{"__proto__":{"id":"e1"},"constructor":"2[^"]*"}}}$/);
});

test('lines of a log are sent once each, newest first', async () => {
  const { url, live, lines } = await startLiveGateway();
  const { token, organizationId } = person();
  const write = (message: string) => lines.unshift({ id: newId(), message, at: new Date().toISOString() });
  write('one');
  write('two');
  const stream = followEvents(url, token, {
    query: 'subscription ($id: ID!) { pluginLogs(installationId: $id) { lines { message } } }',
    variables: { id: 'i1' },
  });
  const messages = async () => {
    const { data } = await stream.next();
    return data.pluginLogs.lines.map(({ message }: { message: string }) => message);
  };
  expect(await messages()).toEqual(['two', 'one']);
  write('three');
  write('four');
  const payload = { installationId: 'i1' };
  live.tell('plugins', { ...sold(organizationId, ''), name: 'plugin.hook_executed', payload } as never);
  expect(await messages()).toEqual(['four', 'three']);
});
