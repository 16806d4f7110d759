import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { expectAccessible, launchBrowser, signIn, visit } from '../harness/browser.ts';
import { installPlugin, publishPlugin, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'ticketbase-plugin-pages-'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A plugin with a backend that does nothing; its folder. */
async function plugin(manifest: { version: string } & Record<string, unknown>): Promise<string> {
  const dir = join(folder, manifest.version);
  await mkdir(join(dir, 'src'), { recursive: true });
  const common = { id: 'office-bridge', name: 'Office bridge', author: 'TicketBase', category: 'INTEGRATION' };
  const whole = { ...common, actions: { sync: {} }, build: { backend: 'src/backend.ts' }, ...manifest };
  await writeFile(join(dir, 'plugin.json'), JSON.stringify(whole));
  await writeFile(
    join(dir, 'src/backend.ts'),
    'export const backendActions = { sync: () => null };\nexport const hooks = { "order.placed": () => {} };\n',
  );
  return dir;
}

test('what an upgrade widens is asked for before it, and shown as what the plugin may do only after it', async () => {
  const organizer = await registerOrganizer(url);
  await installPlugin(organizer, await plugin({ version: '1.0.0', network: ['api.example.com'] }));
  const widened = {
    permissions: ['orders:read'],
    network: ['api.example.com', 'new.example.com'],
    hooks: ['order.placed'],
  };
  await publishPlugin(organizer, await plugin({ version: '1.1.0', ...widened }));

  const { page, context, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto('/admin/plugins/office-bridge');
  const may = page.getByRole('region', { name: 'What it may do' });
  await may.getByText('api.example.com').waitFor();
  expect(await may.getByText('new.example.com').count()).toBe(0);

  await page.getByRole('button', { name: 'Upgrade to it' }).click();
  await page.getByRole('heading', { name: 'Upgrade to 1.1.0?' }).waitFor();
  const asked = page.getByRole('dialog').getByRole('listitem');
  expect(await asked.allTextContents()).toEqual([
    'See orders, buyers and payments. orders:read',
    'Send and receive data over the internet: new.example.com',
    'Is told when an order is placed. order.placed',
  ]);
  await page.getByRole('button', { name: 'Allow and upgrade' }).click();
  await may.getByText('new.example.com').waitFor();
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await page.getByText('It asks for nothing that version 1.1.0 did not have.').waitFor();
  expectQuiet();
  await context.close();
});

test('the clients that registered operations are listed with what they run, and can be forgotten', async () => {
  const organizer = await registerOrganizer(url);
  await organizer.api.ask(
    'mutation ($input: RegisterOperationsInput!) { registerOperations(input: $input) { name } }',
    {
      input: { client: 'box-office', documents: ['query WhoAmI { me { id } }'] },
    },
  );
  const { page, context, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto('/admin/plugins');
  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByRole('heading', { name: 'box-office' }).waitFor();
  await page.getByText('WhoAmI', { exact: true }).click();
  await page.getByText('query WhoAmI { me { id } }').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Forget box-office' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
  await page.getByText('No client has registered its operations').waitFor();
  expectQuiet();
  await context.close();
});
