import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { type RunningObjectStorage, startObjectStorage } from '@ticketbase/embedded';
import { type AnswerRequest, type Given, runAction } from '@ticketbase/plugin-testing';
import { Client } from 'minio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportAttendeesResult, LastExportResult } from '../src/generated/plugin.ts';

const plugin = new URL('..', import.meta.url);
const HOST = 's3.eu-central-1.amazonaws.com';
const keys = { accessKey: 'organizer', secretKey: 'a/secret+key=of0this1test' };
const configuration = {
  ...{ region: 'eu-central-1', bucket: 'lists', folder: 'guests/2026' },
  ...{ accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey },
};

let dataDir: string;
let storage: RunningObjectStorage;
let client: Client;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'attendee-export-'));
  storage = await startObjectStorage({ dataDir, ...keys });
  const { hostname, port } = new URL(storage.endpoint);
  client = new Client({ endPoint: hostname, port: Number(port), useSSL: false, pathStyle: true, ...keys });
  await client.makeBucket('lists');
});
afterAll(async () => {
  await storage?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Takes what the plugin sends to S3 to the local server, under the host name that was signed. */
const toLocalS3: AnswerRequest = ({ url, method, headers, body }) => {
  const { host, pathname } = new URL(url);
  if (host !== HOST) throw new Error(`that is another host: ${host}`);
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body ?? '');
    const sent = { ...headers, host, 'content-length': bytes.length };
    const outgoing = request(storage.endpoint + pathname, { method, headers: sent }, async response => {
      resolve({ status: response.statusCode, body: await text(response) });
    });
    outgoing.on('error', reject).end(bytes);
  });
};

interface Guest {
  name: string | null;
  email: string | null;
}
/** A platform with these events, each with these guests, in pages of two. */
const platform =
  (events: Record<string, Guest[]>): Given['graphql'] =>
  (query, { eventId, after }) => {
    const page = <Node>(all: Node[]) => {
      const from = Number(after ?? 0);
      const edges = all.slice(from, from + 2).map(node => ({ node }));
      return { edges, pageInfo: { hasNextPage: from + 2 < all.length, endCursor: String(from + 2) } };
    };
    if (query.includes('events('))
      return {
        events: page(
          Object.keys(events).map(id => ({ id, title: id, slug: `slug-${id}`, startsAt: '2026-12-01T20:00:00Z' })),
        ),
      };
    const tickets = events[String(eventId)]!.map((attendee, n) => ({
      ...{ id: `t${n}`, status: 'VALID', checkedInAt: null, ticketType: { name: 'Standing' }, attendee },
    }));
    return { tickets: page(tickets) };
  };
const run = <Data>(name: string, given: Given) =>
  runAction<Data>(plugin, name, {}, { configuration, fetch: toLocalS3, ...given });
const exportOf = (events: Record<string, Guest[]>, given: Given = {}) =>
  run<ExportAttendeesResult>('export-attendees', { graphql: platform(events), ...given });
/** As it is, byte order mark and all. */
const fileOf = async (event: string) =>
  (await buffer(await client.getObject('lists', `guests/2026/slug-${event}-${event}.csv`))).toString('utf8');
const guest = (name: string | null, email: string | null = 'a@example.com'): Guest => ({ name, email });

describe('the lists', () => {
  test('stand in the bucket, one for each event, with all its attendees over all pages', async () => {
    const exported = await exportOf({ e1: [guest('Ada'), guest('Bo'), guest('Cy')], e2: [], e3: [guest(null, null)] });
    expect(exported).toMatchObject({ ok: true, data: { events: 3, attendees: 4, complete: true } });
    expect(await fileOf('e1')).toBe(
      '\uFEFFTicket,Ticket type,Attendee,Email,Status,Checked in\r\n' +
        ['t0,Standing,Ada', 't1,Standing,Bo', 't2,Standing,Cy'].map(row => `${row},a@example.com,VALID,\r\n`).join(''),
    );
    expect(await fileOf('e2')).toBe('\uFEFFTicket,Ticket type,Attendee,Email,Status,Checked in\r\n');
    expect(await fileOf('e3')).toContain('t0,Standing,,,VALID,');
    expect((await client.statObject('lists', 'guests/2026/slug-e1-e1.csv')).metaData['content-type']).toBe(
      'text/csv; charset=utf-8',
    );
  });

  test.each([
    ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
    ['+4930123', `"'+4930123"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1+1', `"'\t=1+1"`],
    [' =1+1', `"' =1+1"`],
    ['＝1+1', `"'＝1+1"`],
    ['Ada, Countess of "Lovelace"\r\nsecond line', '"Ada, Countess of ""Lovelace""\r\nsecond line"'],
    ["O'Hara", `"O'Hara"`],
    ['Zoë 🎟', 'Zoë 🎟'],
  ])('hold %j as text', async (name, cell) => {
    await exportOf({ e1: [guest(name)] });
    expect(await fileOf('e1')).toContain(`t0,Standing,${cell},a@example.com,VALID,`);
  });

  test('are shown on the dashboard, once there are some', async () => {
    expect(await run<LastExportResult>('last-export', {})).toMatchObject({ ok: true, data: {} });
    const exported = await exportOf({ e1: [guest('Ada')] });
    expect(await run<LastExportResult>('last-export', { storage: exported.storage })).toMatchObject({
      ok: true,
      data: { at: expect.any(String), events: 1, attendees: 1, complete: true },
    });
  });
});

describe('a run that is out of time', () => {
  const events = { e1: [guest('Ada')], e2: [guest('Bo')], e3: [guest('Cy')] };

  test('keeps where it has stopped, and the next run goes on there', async () => {
    const time = new AbortController();
    const first = await exportOf(events, {
      signal: time.signal,
      fetch: request => {
        if (!request.url.includes('slug-e2')) return toLocalS3(request);
        time.abort();
        return new Promise(() => {});
      },
    });
    expect(first).toMatchObject({ ok: true, data: { events: 1, complete: false }, storage: { next: 'e2' } });
    const second = await exportOf(events, { storage: first.storage });
    expect(second).toMatchObject({ ok: true, data: { events: 2, attendees: 2, complete: true } });
    expect(second.storage).not.toHaveProperty('next');
  });

  test('reads no further page, and fails if it has come nowhere', async () => {
    const time = new AbortController();
    const asked: unknown[] = [];
    const crowd = { e1: Array.from({ length: 5 }, () => guest('Ada')) };
    const graphql: Given['graphql'] = (query, variables) => {
      asked.push(variables.eventId);
      if (variables.eventId) time.abort();
      return platform(crowd)!(query, variables);
    };
    const run = await exportOf(crowd, { graphql, signal: time.signal });
    expect(run).toMatchObject({ ok: false, error: { code: 'PLUGIN_CANCELLED' }, storage: {} });
    expect(asked).toEqual([undefined, 'e1']);
  });
});

describe('the secret key', () => {
  test('signs what S3 takes, and is in no request, log, storage or answer', async () => {
    const exported = await exportOf({ e1: [guest('Ada')] });
    expect(exported.ok).toBe(true);
    expect(exported.requests).toHaveLength(1);
    expect(exported.requests[0]!.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=organizer\/\d{8}\/eu-central-1\/s3\//,
    );
    expect(JSON.stringify(exported)).not.toContain(keys.secretKey);
  });

  test('that is wrong makes the run fail with what S3 says', async () => {
    const wrong = await exportOf(
      { e1: [guest('Ada')] },
      { configuration: { ...configuration, secretAccessKey: 'another-one' } },
    );
    expect(wrong).toMatchObject({
      ok: false,
      error: { code: 'PLUGIN_THREW', message: expect.stringMatching(/403, SignatureDoesNotMatch/) },
    });
    expect(JSON.stringify(wrong)).not.toContain('another-one');
  });
});

test.each([
  ['bucket', 'UPPER'],
  ['folder', '../other'],
  ['region', 'mars-north-1'],
])('the setting %s is refused as %j', async (name, value) => {
  const refused = await exportOf({}, { configuration: { ...configuration, [name]: value } });
  expect(refused).toMatchObject({ ok: false, error: { code: 'PLUGIN_NOT_CONFIGURED' } });
});
