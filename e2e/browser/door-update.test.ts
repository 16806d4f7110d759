import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { launchBrowser, signIn, visit } from '../harness/browser.ts';
import { publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const soon = { timeout: 30_000, interval: 100 };
let browser: Browser;
let site: Site;

beforeAll(async () => {
  browser = await launchBrowser();
  site = await Site.open();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/**
 * The server under test as it would be with one build after the other: what it answers is its own, but the check-in page
 * and the worker that keeps it say of which build they are, and each build has a file that the others have not.
 */
class Site {
  build = 1;
  private readonly server: ReturnType<typeof createServer>;

  private constructor(server: ReturnType<typeof createServer>) {
    this.server = server;
    server.on('request', (asked, answer) => void this.pass(asked, answer).catch(() => answer.destroy()));
  }

  static async open(): Promise<Site> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Site(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { pathname } = new URL(asked.url!, url);
    if (pathname === fileOf(this.build)) return void answer.end(`build ${this.build}`);
    // What is marked here has changed, whatever the server would say of what is below.
    const { 'accept-encoding': _, 'if-none-match': __, 'if-modified-since': ___, ...headers } = asked.headers;
    const passed = request(new URL(asked.url!, url), { method: asked.method, headers });
    asked.pipe(passed);
    const [given] = (await once(passed, 'response')) as [IncomingMessage];
    const { 'content-length': ____, etag: _____, ...rest } = given.headers;
    const marked = { '/admin/check-in': this.markPage, '/door-worker.js': this.markWorker }[pathname];
    answer.writeHead(given.statusCode!, marked ? rest : given.headers);
    if (marked) answer.end(marked(await text(given)));
    else given.pipe(answer);
  }

  private readonly markPage = (page: string) => page.replace('<html', `<html data-build="${this.build}"`);

  private readonly markWorker = (worker: string) =>
    worker
      .replace(/const CACHE = 'door-\w+'/, `const CACHE = 'door-${this.build}'`)
      .replace('const FILES = [', `const FILES = ["${fileOf(this.build)}",`);
}

const fileOf = (build: number) => `/assets/of-build-${build}.txt`;
const buildOf = (page: Page) => page.evaluate<string>('document.documentElement.dataset.build');
/** The builds that the phone has, once none of them is on its way. */
const keptBuilds = (page: Page) =>
  page.evaluate<string[] | null>(`(async () => {
    const { installing, waiting, active } = await navigator.serviceWorker.getRegistration('/admin/check-in');
    return installing || waiting || active.state !== 'activated' ? null : (await caches.keys()).toSorted();
  })()`);
const keptFile = (page: Page, build: number) =>
  page.evaluate<string | null>(`caches.match('${fileOf(build)}').then(kept => kept ? kept.text() : null)`);

test('a new build of the check-in page takes the place of the one that a phone has kept, and the one before the last is forgotten', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 1 });
  const { page, context } = await visit(browser, site.url, { viewport: { width: 390, height: 844 } });
  const opensOffline = async (build: number) => {
    await context.setOffline(true);
    await page.reload();
    await page.getByText('Ready to scan without a network').waitFor();
    expect(await buildOf(page), 'opened without a network').toBe(String(build));
    await context.setOffline(false);
  };
  const openUpdated = async (build: number, kept: string[]) => {
    site.build = build;
    await page.reload();
    expect(await buildOf(page), 'the server’s page comes first').toBe(String(build));
    await vi.waitFor(async () => expect(await keptBuilds(page)).toEqual(kept), soon);
  };
  await signIn(page, organizer);
  await page.goto(`/admin/check-in?event=${event.id}`);
  await page.getByText('This page opens without one, too.').waitFor();
  await page.getByText('Ready to scan without a network').waitFor();
  expect(await keptBuilds(page)).toEqual(['door-1']);
  await opensOffline(1);

  await openUpdated(2, ['door-1', 'door-2']);
  await opensOffline(2);
  expect([await keptFile(page, 1), await keptFile(page, 2)], 'pages of build 1 may be open').toEqual([
    'build 1',
    'build 2',
  ]);

  await openUpdated(3, ['door-2', 'door-3']);
  await opensOffline(3);
  expect([await keptFile(page, 1), await keptFile(page, 3)]).toEqual([null, 'build 3']);
  await context.close();
});
