import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpMailbox } from '../src/http/http-mailbox.ts';
import type { Mailbox } from '../src/index.ts';
import { startGateway } from './gateway-harness.ts';

async function builtPages(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-pages-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await mkdir(join(directory, 'site/assets'), { recursive: true });
  await writeFile(join(directory, 'site/index.html'), '<title>Admin</title>');
  await writeFile(join(directory, 'site/explorer.html'), '<title>Explorer</title>');
  await writeFile(join(directory, 'site/assets/app-1a2b.js'), 'export {}');
  await writeFile(join(directory, 'secret.txt'), 'secret');
  return join(directory, 'site');
}

describe('built pages', () => {
  test.each([
    ['/admin', 'Admin'],
    ['/admin/', 'Admin'],
    ['/admin/events/01-some-id', 'Admin'],
    ['/shop/acme/summer-fair', 'Admin'],
    ['/explorer', 'Explorer'],
  ])('answers %s with the page of %s, never from an old copy', async (path, title) => {
    const { url } = await startGateway({ services: { site: await builtPages() } });
    const response = await fetch(url + path);
    expect(await response.text()).toBe(`<title>${title}</title>`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('lets assets be kept for ever, and answers missing ones as missing', async () => {
    const { url } = await startGateway({ services: { site: await builtPages() } });
    const asset = await fetch(`${url}/assets/app-1a2b.js`);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${url}/assets/gone.js`)).status).toBe(404);
    expect((await fetch(`${url}/admin/gone.js`)).status).toBe(404);
  });

  test.each(['/assets/..%2f..%2fsecret.txt', '/..%2fsecret.txt', '/admin/..%2f..%2fsecret.txt'])(
    'serves nothing outside of its folder: %s',
    async path => {
      const { url } = await startGateway({ services: { site: await builtPages() } });
      expect(await (await fetch(url + path)).text()).not.toBe('secret');
    },
  );
});

const summary = {
  ...{ id: '000001', receivedAt: new Date('2027-05-01T18:00:00Z'), from: 'shop@example.test' },
  ...{ to: ['ada@example.test'], subject: 'Your <b>tickets</b>' },
};
const mailbox: Mailbox = {
  list: async () => [summary],
  read: async id =>
    id === summary.id ? { text: 'Dear Ada', html: '<script>alert("x")</script><p>Dear Ada</p>' } : undefined,
  raw: async id => (id === summary.id ? Buffer.from('Subject: Your tickets\r\n\r\nDear Ada') : undefined),
};

/** The mailbox as another process serves it. */
async function servedMailbox(): Promise<Mailbox> {
  const server = createServer(async (request, response) => {
    const [, what, id = ''] = (request.url ?? '').split('/');
    const found = what === 'list' ? await mailbox.list() : await (what === 'raw' ? mailbox.raw(id) : mailbox.read(id));
    if (found === undefined) response.statusCode = 404;
    response.end(found instanceof Uint8Array ? found : JSON.stringify(found ?? null));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return httpMailbox(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

describe.each([
  ['of this process', async () => mailbox],
  ['of another process', servedMailbox],
])('mail of development, from a mailbox %s', (_, open) => {
  test('is listed and shown, its markup harmless', async () => {
    const { url } = await startGateway({ services: { mail: await open() } });
    const list = await (await fetch(`${url}/dev/mail`)).text();
    expect(list, 'without it, browsers ask for a favicon.ico that is not there').toContain(
      '<link rel="icon" href="/favicon.svg"',
    );
    expect(list).toContain('<a href="/dev/mail/000001">Your &lt;b&gt;tickets&lt;/b&gt;</a>');
    const page = await (await fetch(`${url}/dev/mail/000001`)).text();
    expect(page).toContain('<iframe sandbox ');
    expect(page).toContain('srcdoc="&lt;script&gt;');
    expect(page).not.toContain('<script>');
  });

  test('is there as JSON and as it came', async () => {
    const { url } = await startGateway({ services: { mail: await open() } });
    const list = await (await fetch(`${url}/dev/mail.json`)).json();
    expect(list).toMatchObject([{ id: '000001', to: ['ada@example.test'], receivedAt: '2027-05-01T18:00:00.000Z' }]);
    expect(await (await fetch(`${url}/dev/mail/000001.json`)).json()).toMatchObject({ text: 'Dear Ada' });
    const source = await fetch(`${url}/dev/mail/000001.eml`);
    expect(source.headers.get('content-type')).toContain('message/rfc822');
    expect(await source.text()).toContain('Dear Ada');
    expect((await fetch(`${url}/dev/mail/999.json`)).status).toBe(404);
    expect((await fetch(`${url}/dev/mail/999`)).status).toBe(404);
  });
});

test('mail is not shown in production', async () => {
  const { url } = await startGateway({ env: { NODE_ENV: 'production' }, services: { mail: mailbox } });
  expect((await fetch(`${url}/dev/mail`)).status).toBe(404);
});

test.each([
  ['localhost', 200],
  ['localhost:4000', 200],
  ['127.0.0.1', 200],
  ['[::1]:4000', 200],
  ['tickets.example.test', 200],
  ['rebound.attacker.example', 404],
  ['localhost.attacker.example', 404],
])('mail is shown to pages of this server and not to others whose name leads here: %s', async (host, status) => {
  const env = { PUBLIC_URL: 'http://tickets.example.test' };
  const { url } = await startGateway({ env, services: { mail: mailbox } });
  const [response] = (await once(get(`${url}/dev/mail.json`, { headers: { host } }), 'response')) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(status);
});
