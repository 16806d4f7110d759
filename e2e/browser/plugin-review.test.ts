import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@ticketbase/embedded';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, launchBrowser, signIn, visit } from '../harness/browser.ts';
import { type Organizer, publishPlugin, registerOrganizer } from '../harness/organizer.ts';
import { type RunningServer, startServer } from '../harness/server.ts';

let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticketbase-review-'));
  postgres = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false, orphan: 'remove' });
  server = await startServer({ env: { PLUGIN_REVIEW: 'manual', POSTGRES_URL: postgres.url } });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** As the server's administrator does: there is no way to it through the API. */
async function makeOperator({ email }: Organizer): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('update users."user" set operator = true where email = $1', [email]);
  await client.end();
}

test('an operator reviews what waits, rejects with a reason or approves, and the publisher reads it', async () => {
  const [publisher, operator] = [await registerOrganizer(server.url), await registerOrganizer(server.url)];
  await makeOperator(operator);
  await publishPlugin(publisher, 'plugins/seating-notes');
  await publishPlugin(publisher, 'e2e/browser/door-card');

  const desk = await visit(browser, server.url);
  await signIn(desk.page, operator);
  await desk.page.goto('/admin/plugins');
  await desk.page.getByRole('link', { name: 'Reviews' }).click();
  await expectAccessible(desk.page);
  await desk.page.getByRole('link', { name: 'Seating notes 1.0.0' }).click();
  await desk.page.getByText('Waits for a review').waitFor();
  await desk.page.getByText('Its components are given this field.').first().waitFor();
  await expectAccessible(desk.page);
  await desk.page.getByRole('button', { name: 'Reject' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('The note is shown without its language.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await desk.page.getByText('Rejected').waitFor();

  await desk.page.goto('/admin/plugins/door-card/version?number=1.0.0');
  await desk.page.getByRole('button', { name: 'Approve' }).click();
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await desk.page.locator('.badge', { hasText: 'Published' }).waitFor();
  desk.expectQuiet();
  await desk.context.close();

  const maker = await visit(browser, server.url, { viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  await signIn(maker.page, publisher);
  await maker.page.goto('/admin/plugins/seating-notes');
  await maker.page.getByRole('link', { name: '1.0.0' }).click();
  await maker.page.getByText('The note is shown without its language.').waitFor();
  expect(await maker.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  maker.expectQuiet();
  await maker.context.close();
});
