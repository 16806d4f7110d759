import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../src/fetch/address-ranges.ts';
import { CallSecrets } from '../src/fetch/call-secrets.ts';
import { fetchArgs, GuardedFetch } from '../src/fetch/guarded-fetch.ts';
import { FetchRefused, permit } from '../src/fetch/network-policy.ts';
import { codeOf, startHost } from './start-host.ts';

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise(resolve => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const limits = { fetchMs: 1_000, fetchBytes: 1_000 };
const resolveTo = (...addresses: string[]) =>
  ((_host, _options, callback) =>
    callback(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as LookupFunction;
const get = (
  url: string,
  network: string[],
  options: { development?: boolean; lookup?: LookupFunction } = {},
  init = {},
) =>
  new GuardedFetch({ development: true, ...options }).fetch(
    fetchArgs.parse({ url, ...init }),
    network,
    limits,
    new AbortController().signal,
    new CallSecrets({}),
  );

describe('permit', () => {
  test.each([
    ['an undeclared host', 'https://other.example.com/', /did not declare/],
    ['a subdomain of a declared host', 'https://a.api.example.com/', /did not declare/],
    ['plain http', 'http://api.example.com/', /only https/],
    ['another port', 'https://api.example.com:8443/', /usual port/],
    ['credentials in the URL', 'https://u:p@api.example.com/', /user name/],
    ['a host hidden behind credentials', 'https://api.example.com@evil.example.com/', /user name/],
    ['a file', 'file:///etc/passwd', /only https/],
    ['an undeclared loopback port', 'http://127.0.0.1:1/', /only https/],
    ['a relative URL', '/path', /absolute/],
  ])('refuses %s', (_, url, message) => {
    expect(() => permit(url, ['api.example.com', 'http://127.0.0.1:4010'], true)).toThrow(message);
  });

  test.each([
    // Spellings of addresses inside, as numbers and names.
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[0:0:0:0:0:ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/',
    'https://localhost/',
    'https://api.localhost/',
    'https://metadata.google.internal/',
    // Names that only look like the declared one.
    'https://api.example.com./',
    'https://api.example.com.evil.example.org/',
    'https://evilapi.example.com/',
    'https://api.example.com%2eevil.example.org/',
    'https://api.example.com:443@evil.example.org/',
    'https:\\\\evil.example.org\\@api.example.com/',
    'https://evil.example.org#@api.example.com/',
    'https://evil.example.org?@api.example.com/',
    'https://аpi.example.com/',
    // Other ways out.
    '//api.example.com/',
    'wss://api.example.com/',
    'ftp://api.example.com/',
    'gopher://api.example.com/',
    'data:text/plain,x',
    'blob:https://api.example.com/x',
    'javascript:1',
    'unix:/var/run/docker.sock',
    'about:blank',
  ])('refuses %s, where only api.example.com is declared', url => {
    expect(() => permit(url, ['api.example.com'], true)).toThrow(FetchRefused);
  });

  test.each([
    'https://api.example.com/',
    'HTTPS://API.EXAMPLE.COM/x?y#z',
    'https://api.example.com:443/',
    ' https://api.example.com/ ',
  ])('lets %j through as what it is', url => {
    expect(permit(url, ['api.example.com'], true).url.host).toBe('api.example.com');
  });

  test('allows a declared loopback port in a development host only', () => {
    const network = ['http://127.0.0.1:4010'];
    expect(permit('http://127.0.0.1:4010/x', network, true).loopback).toBe(true);
    expect(() => permit('http://127.0.0.1:4010/x', network, false)).toThrow(/only https/);
  });
});

describe('isPublicAddress', () => {
  test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111'])('%s is public', address => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:1.1.1.1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:a00:1::',
    'ff02::1',
    '',
    'example.com',
  ])('%s is not', address => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('GuardedFetch', () => {
  test.each([
    ['a private address', ['10.0.0.5']],
    ['the metadata service', ['169.254.169.254']],
    ['loopback', ['127.0.0.1']],
    ['loopback in IPv6 clothes', ['::ffff:127.0.0.1']],
    ['one private address among public ones', ['93.184.216.34', '192.168.0.1']],
    ['nothing', []],
  ])('refuses a declared host that resolves to %s', async (_, addresses) => {
    const fetching = get('https://api.example.com/', ['api.example.com'], { lookup: resolveTo(...addresses) });
    await expect(fetching).rejects.toMatchObject({ name: 'FetchRefused', message: /not public/ });
  });

  test('refuses a redirect to where the plugin may not go', async () => {
    const inside = await serve((_, response) => response.end('internal'));
    const origin = await serve((_, response) => response.writeHead(302, { location: `${inside}/admin` }).end());
    await expect(get(origin, [origin])).rejects.toMatchObject({ name: 'FetchRefused' });
    // The redirect itself works: with both declared it is followed.
    await expect(get(origin, [origin, inside])).resolves.toMatchObject({ body: 'internal', redirected: true });
  });

  test('does not carry credentials to another origin', async () => {
    const other = await serve((request, response) => response.end(String(request.headers.authorization ?? 'none')));
    const origin = await serve((_, response) => response.writeHead(307, { location: other }).end());
    const answer = await get(origin, [origin, other], {}, { headers: { Authorization: 'Bearer x' } });
    expect(answer.body).toBe('none');
  });

  test('gives up on redirects without end, slow hosts and large answers', async () => {
    const loop: string = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    await expect(get(loop, [loop])).rejects.toThrow(/more than 5 redirects/);
    const slow = await serve(() => {});
    await expect(get(slow, [slow])).rejects.toThrow(/did not answer in time/);
    const large = await serve((_, response) => response.end('x'.repeat(2_000)));
    await expect(get(large, [large])).rejects.toThrow(/larger than 1000 bytes/);
  });

  test('sends method, headers and body, and keeps connection headers to itself', async () => {
    const echo = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.setHeader('x-seen', String(request.headers['x-key'])).end(`${request.method} ${body}`);
    });
    const answer = await get(echo, [echo], {}, { method: 'POST', headers: { 'X-Key': 'k' }, body: 'hello' });
    expect(answer).toMatchObject({ status: 200, body: 'POST hello', headers: { 'x-seen': 'k' } });
    await expect(get(echo, [echo], {}, { headers: { Host: 'internal' } })).rejects.toThrow(/header Host/);
  });
});

describe('fetch in a plugin', () => {
  let started: Awaited<ReturnType<typeof startHost>>;
  beforeAll(async () => {
    started = await startHost({ development: true });
  });
  afterAll(() => started.spawned.stop());

  test('reaches a declared loopback port of a development host', async () => {
    const url = await serve((_, response) => response.end('pong'));
    const result = await started.run('fetch', { url }, { network: [url] });
    expect(result).toMatchObject({ ok: true, data: { status: 200, body: 'pong', redirected: false } });
  });

  test('ends as PLUGIN_FETCH_REFUSED for a host that was not declared', async () => {
    expect(codeOf(await started.run('fetch', { url: 'https://example.com/' }, { network: ['api.example.com'] }))).toBe(
      'PLUGIN_FETCH_REFUSED',
    );
    expect(codeOf(await started.run('fetch', { url: 'https://x.example.com/', init: { method: 'TRACE' } }))).toBe(
      'PLUGIN_FETCH_REFUSED',
    );
  });

  test('may be caught by the plugin, with a code', async () => {
    expect(await started.run('fetch-caught', { url: 'http://169.254.169.254/' })).toMatchObject({
      ok: true,
      data: 'FETCH_REFUSED',
    });
  });

  test('a host that cannot be reached is not a refusal', async () => {
    const url = 'http://127.0.0.1:1';
    expect(codeOf(await started.run('fetch', { url }, { network: [url] }))).toBe('PLUGIN_THREW');
  });
});
