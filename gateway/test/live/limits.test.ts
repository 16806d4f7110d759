import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { followEvents, followSocket, type LiveGateway, person, sold, startLiveGateway } from './live-harness.ts';

const SALES = 'subscription ($id: ID!) { eventSales(eventId: $id) { event { title ticketsSold } } }';
const sales = (id = 'e1') => ({ query: SALES, variables: { id } });

/** Asks for a stream as a program would, and gives the answer that is none. */
async function refusal({ url }: LiveGateway, token: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const { errors } = JSON.parse(await response.text());
  return { status: response.status, code: errors[0].extensions.code, message: errors[0].message };
}

const metric = async ({ url }: LiveGateway, line: string) =>
  (await (await fetch(`${url}/metrics`)).text()).split('\n').find(each => each.startsWith(line));

describe('streams', () => {
  test('are limited per viewer, and one that has ended makes room for another', async () => {
    const gateway = await startLiveGateway({ env: { MAX_SUBSCRIPTIONS_PER_CALLER: '2' } });
    const { token } = person();
    const streams = [followEvents(gateway.url, token, sales('a')), followSocket(gateway.url, token, sales('b'))];
    for (const stream of streams) await stream.next();
    expect(await refusal(gateway, token, sales('c'))).toMatchObject({ status: 429, code: 'TOO_MANY_SUBSCRIPTIONS' });
    expect(await followEvents(gateway.url, person().token, sales('c')).next()).toHaveProperty('data.eventSales');
    streams[0]!.stop();
    await expect
      .poll(() => refusal(gateway, token, { ...sales('c'), query: SALES.replace('title', 'title nothing') }), {
        timeout: 10_000,
      })
      .toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(await followEvents(gateway.url, token, sales('c')).next()).toHaveProperty('data.eventSales');
  });

  test('are limited per process', async () => {
    const gateway = await startLiveGateway({ env: { MAX_SUBSCRIPTIONS: '1' } });
    await followEvents(gateway.url, person().token, sales()).next();
    const refused = await refusal(gateway, person().token, sales());
    expect(refused).toMatchObject({ status: 429, code: 'TOO_MANY_SUBSCRIPTIONS' });
  });

  test('are held to the limits by what each of their payloads asks, too', async () => {
    const gateway = await startLiveGateway();
    const links = Array.from({ length: 21 }, (_, index) => `e${index}: event { title }`).join(' ');
    const query = `subscription ($id: ID!) { eventSales(eventId: $id) { ${links} } }`;
    expect(await refusal(gateway, person().token, { query, variables: { id: 'e1' } })).toMatchObject({
      ...{ status: 400, code: 'QUERY_TOO_COMPLEX', message: 'The operation has more than 20 root fields.' },
    });
    const few = query.replace(/(e1\d|e20|e9): event \{ title \}/g, '');
    expect(
      await followEvents(gateway.url, person().token, { query: few, variables: { id: 'e1' } }).next(),
    ).toHaveProperty('data.eventSales.e0');
  });

  test('count as requests of their caller', async () => {
    const gateway = await startLiveGateway({ env: { MAX_REQUESTS_PER_CALLER: '1' } });
    const { token } = person();
    await followEvents(gateway.url, token, sales()).next();
    expect(await refusal(gateway, token, sales())).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  });

  test('end when a payload is larger than allowed', async () => {
    const { url, live } = await startLiveGateway({ env: { MAX_SUBSCRIPTION_BYTES: '1000' } });
    const { token, organizationId } = person();
    const stream = followEvents(url, token, sales());
    await stream.next();
    live.titleLength = 2_000;
    live.tell('events', sold(organizationId, 'e1'));
    expect(await stream.next()).toMatchObject({ errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE', limit: 1000 } }] });
    expect(await stream.next()).toBeUndefined();
  });

  test('of a client that takes nothing are held back, and cut off after a while', async () => {
    const env = { SUBSCRIPTION_STALL_TIMEOUT: '1500', MAX_SUBSCRIPTION_BYTES: '9000000' };
    const gateway = await startLiveGateway({ env });
    const { live } = gateway;
    const { token, organizationId } = person();
    const socket = connect({ port: Number(new URL(gateway.url).port), host: '127.0.0.1' });
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    const body = JSON.stringify(sales());
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n` +
        `authorization: Bearer ${token}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    socket.pause();
    await expect.poll(() => metric(gateway, 'gateway_subscriptions{')).toMatch(/ 1$/);
    // More than the buffers of the system take.
    live.titleLength = 8_000_000;
    let changes = 0;
    const changing = setInterval(() => {
      live.sold.set(`${organizationId}/e1`, ++changes);
      live.tell('events', sold(organizationId, 'e1'));
    }, 20);
    onTestFinished(() => clearInterval(changing));
    const ended = 'gateway_subscriptions_ended_total{field="eventSales",reason="SUBSCRIPTION_TOO_SLOW"}';
    await expect.poll(() => metric(gateway, ended), { timeout: 20_000 }).toBe(`${ended} 1`);
    clearInterval(changing);
    const made = Number((await metric(gateway, 'gateway_subscription_payloads_total'))!.split(' ').at(-1));
    expect(changes).toBeGreaterThan(15);
    expect(made, 'payloads made for a client that took none').toBeLessThanOrEqual(4);
  });
});

test('a WebSocket whose client takes nothing is cut off after a while', async () => {
  const env = { SUBSCRIPTION_STALL_TIMEOUT: '500', MAX_SUBSCRIPTION_BYTES: '9000000' };
  const gateway = await startLiveGateway({ env });
  const { live } = gateway;
  const { token, organizationId } = person();
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  onTestFinished(() => socket.terminate());
  const payload = { authorization: `Bearer ${token}` };
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
  await new Promise(resolve => socket.once('message', resolve));
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: sales() }));
  await new Promise(resolve => socket.once('message', resolve));
  socket.pause();
  // More than the buffers of the system take.
  live.titleLength = 8_000_000;
  const changing = setInterval(() => {
    live.sold.set(`${organizationId}/e1`, (live.sold.get(`${organizationId}/e1`) ?? 0) + 1);
    live.tell('events', sold(organizationId, 'e1'));
  }, 20);
  onTestFinished(() => clearInterval(changing));
  const ended = 'gateway_subscriptions_ended_total{field="eventSales",reason="SUBSCRIPTION_TOO_SLOW"}';
  await expect.poll(() => metric(gateway, ended), { timeout: 20_000 }).toBe(`${ended} 1`);
});

describe('a WebSocket whose client asks and does not listen', () => {
  const TIMES = 200;
  const LARGE = 'x'.repeat(90_000);

  /** Sends a message many times, takes nothing meanwhile, and tells what came of it afterwards. */
  async function pour(message: object) {
    const { url } = await startLiveGateway({ env: { MAX_BODY_BYTES: '100000' } });
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    onTestFinished(() => socket.terminate());
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    await new Promise(resolve => socket.once('message', resolve));
    let bytes = 0;
    socket.on('message', data => {
      bytes += String(data).length;
    });
    const closed = new Promise<'closed'>(resolve => socket.once('close', () => resolve('closed')));
    socket.on('error', () => {});
    socket.pause();
    for (let time = 0; time < TIMES; time++) socket.send(JSON.stringify(message));
    const sent = new Promise<'sent'>(resolve => socket.send('{"type":"pong"}', () => resolve('sent')));
    await Promise.race([sent, closed]);
    socket.resume();
    socket.send('{"type":"connection_init"}');
    await closed;
    return bytes;
  }

  test('is not sent what it pings with', async () => {
    expect(await pour({ type: 'ping', payload: { LARGE } })).toBeLessThan(LARGE.length);
  });

  test('is cut off before its answers fill the memory', async () => {
    const bytes = await pour({ id: LARGE, type: 'subscribe', payload: { query: '{ nothing }' } });
    expect(bytes).toBeLessThan((TIMES * LARGE.length) / 2);
  });
});

test('one network opens so many WebSockets and no more, whoever they speak for', async () => {
  const { url } = await startLiveGateway({ env: { TRUST_PROXY: '1' } });
  const open = (address: string) =>
    new Promise<string>(resolve => {
      const headers = { 'x-forwarded-for': address };
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
      onTestFinished(() => socket.terminate());
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_, response) => resolve(String(response.statusCode)));
      socket.once('error', () => {});
    });
  const answers = await Promise.all(Array.from({ length: 100 }, () => open('198.51.100.7')));
  expect(new Set(answers)).toEqual(new Set(['open']));
  expect(await open('198.51.100.7')).toBe('429');
  expect(await open('198.51.100.8')).toBe('open');
});

describe('guards', () => {
  test.each([
    ['depth', '{ event { similar { similar { similar { similar { id } } } } } }', 'QUERY_TOO_DEEP', 400],
    ['cost', '{ event { similar(first: 100) { similar(first: 100) { id } } } }', 'QUERY_TOO_COSTLY', 400],
    ['fields that there are not', '{ event { password } }', 'GRAPHQL_VALIDATION_FAILED', 400],
  ])('refuse a subscription for its %s', async (_, selection, code, status) => {
    const gateway = await startLiveGateway({ env: { MAX_QUERY_DEPTH: '5', MAX_QUERY_COST: '50' } });
    const query = `subscription { eventSales(eventId: "e1") ${selection} }`;
    expect(await refusal(gateway, person().token, { query })).toMatchObject({ status, code });
    const honest = { query: 'subscription { eventSales(eventId: "e1") { event { organization { name } } } }' };
    expect(await followEvents(gateway.url, person().token, honest).next()).toHaveProperty('data.eventSales');
  });

  test.each([
    ['two root fields', 'subscription { a: eventSales(eventId: "a") { at } b: eventSales(eventId: "b") { at } }'],
    ['a query', '{ event(id: "e1") { id } }'],
    ['a mutation', 'mutation { nothing }'],
    ['names of the gateway’s own', 'subscription { eventSales(eventId: "a") { live_subject: event { id } } }'],
    ['an argument of another type', 'subscription { eventSales(eventId: true) { at } }'],
    ['nothing', ''],
  ])('refuse a stream for %s', async (_, query) => {
    const gateway = await startLiveGateway();
    const { status, code } = await refusal(gateway, person().token, { query });
    expect(status).toBe(400);
    expect(code).toMatch(/^(BAD_REQUEST|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED)$/);
  });

  test('refuse a subscription that cannot be streamed, and one without a value for its variable', async () => {
    const gateway = await startLiveGateway();
    const { token } = person();
    const { json } = await gateway.post(sales(), { authorization: `Bearer ${token}` });
    expect(json.errors[0].extensions.code).toBe('SUBSCRIPTION_NEEDS_STREAM');
    expect(await refusal(gateway, token, { query: SALES })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('refuse a subscription that is not on the list, where only listed operations are answered', async () => {
    const gateway = await startLiveGateway({ env: { PERSISTED_ONLY: 'true', PERSISTED_OPERATIONS: '' } });
    expect(await refusal(gateway, person().token, sales())).toMatchObject({ code: 'OPERATION_NOT_PERSISTED' });
  });

  test('need JSON for a stream, which a form on another site cannot send', async () => {
    const gateway = await startLiveGateway();
    const refused = await refusal(gateway, person().token, sales(), { 'content-type': 'text/plain' });
    expect(refused).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('a WebSocket', () => {
  const open = ({ url }: LiveGateway, origin?: string, path = '/graphql') =>
    new Promise<string>(resolve => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, 'graphql-transport-ws', { origin });
      onTestFinished(() => socket.terminate());
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_, response) => resolve(String(response.statusCode)));
      socket.once('error', () => {});
    });

  test('is opened to programs, to our pages and to the sites that are configured, and to no other site', async () => {
    const gateway = await startLiveGateway({ env: { CORS_ORIGINS: 'https://partner.example' } });
    expect(await open(gateway)).toBe('open');
    expect(await open(gateway, gateway.url)).toBe('open');
    expect(await open(gateway, 'https://partner.example')).toBe('open');
    expect(await open(gateway, 'https://evil.example')).toBe('403');
    expect(await open(gateway, 'null')).toBe('403');
    expect(await open(gateway, undefined, '/admin')).toBe('404');
  });

  test('is not kept for a message that is too large', async () => {
    const { url } = await startLiveGateway({ env: { MAX_BODY_BYTES: '1000' } });
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    onTestFinished(() => socket.terminate());
    const closed = new Promise<number>(resolve => socket.once('close', resolve));
    socket.once('open', () => socket.send('x'.repeat(2_000)));
    expect(await closed).toBe(1009);
  });
});
