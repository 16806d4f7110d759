import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { expectAccessible, launchBrowser, signIn, visit } from '../harness/browser.ts';
import type { Data } from '../harness/client.ts';
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

test('consent to what was shown is not consent to what another administrator has left to ask for meanwhile', async () => {
  const organizer = await registerOrganizer(url);
  const versions = [
    { version: '3.0.0', network: ['a.example.com'] },
    { version: '3.1.0', network: [] },
    { version: '3.2.0', network: ['a.example.com', 'b.example.com'] },
  ].map(version => ({ ...version, id: 'moving-bridge', name: 'Moving bridge' }));
  const installation = await installPlugin(organizer, await plugin(versions[0]!));
  for (const version of versions.slice(1)) await publishPlugin(organizer, await plugin(version));
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto('/admin/plugins/moving-bridge');
  await page.getByRole('button', { name: 'Upgrade to 3.2.0' }).click();
  const dialog = page.getByRole('dialog');
  const asked = () => dialog.getByRole('listitem').allTextContents();
  await dialog.getByRole('heading', { name: 'Upgrade to 3.2.0?' }).waitFor();
  expect(await asked()).toEqual(['Send and receive data over the internet: b.example.com']);
  // Which gives up a.example.com.
  await organizer.api.ask(
    'mutation ($id: ID!) { upgradePlugin(installationId: $id, version: "3.1.0") { version { version } } }',
    { id: installation.id },
  );

  await dialog.getByRole('button', { name: 'Allow and upgrade' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'HOST a.example.com' }).waitFor();
  await expect
    .poll(asked)
    .toEqual([
      'Send and receive data over the internet: a.example.com',
      'Send and receive data over the internet: b.example.com',
    ]);
  await dialog.getByRole('button', { name: 'Allow and upgrade' }).click();
  await page.getByText('version 3.2.0 installed').waitFor();
  const upgrades = async () => {
    const { activityLog } = await organizer.api.ask('{ activityLog(first: 20) { edges { node { name details } } } }');
    const entries: Data[] = activityLog.edges.map(({ node }: Data) => node);
    return entries.filter(({ name }) => name === 'plugin.upgraded').map(({ details }) => details.consented);
  };
  const hosts = ['a.example.com', 'b.example.com'].map(name => ({ kind: 'HOST', name }));
  await expect.poll(upgrades, { timeout: 30_000 }).toEqual([hosts, []]);
  await page.goto('/admin/activity');
  await page.getByText('Consented to 2 things').click();
  await page.getByText('host b.example.com').waitFor();
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
