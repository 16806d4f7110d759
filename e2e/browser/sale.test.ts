import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { launchBrowser, visit } from '../harness/browser.ts';

const url = inject('serverUrl');
const IBAN = 'DE89370400440532013000';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('someone opens an account, sells a ticket through a plugin, and sees the figures, all by clicking', async () => {
  const organizer = await visit(browser, url);
  const title = `Concert ${randomUUID().slice(0, 8)}`;
  await register(organizer.page);
  await offerOfflinePayments(organizer.page);
  await installOfflinePayments(organizer.page);
  const shopPath = await createEvent(organizer.page, title);

  const buyer = await visit(browser, url);
  const number = await buy(buyer.page, shopPath, title);

  await recordPayment(organizer.page, number);
  await seeTickets(buyer.page);
  await seeFigures(organizer.page, title);
  organizer.expectQuiet();
  buyer.expectQuiet();
  await organizer.context.close();
  await buyer.context.close();
}, 180_000);

async function register(page: Page): Promise<void> {
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Your name').fill('Test Owner');
  await page.getByLabel('Email').fill(`owner-${randomUUID()}@example.org`);
  await page.getByLabel('Password').fill(`correct horse ${randomUUID()}`);
  await page.getByLabel('Organization').fill('Test Hall');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'Welcome, Test Owner' }).waitFor();
}

/** Publishes the plugin from its bundle; where another test has done so before, the page says that it is there. */
async function offerOfflinePayments(page: Page): Promise<void> {
  const built = await buildPlugin(resolve(import.meta.dirname, '../../plugins/offline-payments'));
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  await go(page, 'Plugins');
  await page.getByRole('link', { name: 'Publish a plugin' }).click();
  const bundle = page.getByLabel('Bundle');
  const file = (buffer: Uint8Array) => ({
    name: 'plugin.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(buffer),
  });

  await bundle.setInputFiles(file(Buffer.from('not a zip archive')));
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('PLUGIN_BUNDLE_INVALID').waitFor();

  await bundle.setInputFiles(file(built.archive));
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText(/is published|The plugin id offline-payments is taken/).waitFor();
}

async function installOfflinePayments(page: Page): Promise<void> {
  await go(page, 'Plugins');
  await page.getByRole('link', { name: 'Offline payments' }).click();
  await page.getByRole('link', { name: 'Install' }).click();
  await page.getByText('It reads and changes none of your data.').waitFor();
  await page.getByRole('button', { name: 'Allow and install' }).click();

  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await page.getByRole('button', { name: 'Enable' }).isDisabled(), 'nothing runs without settings').toBe(true);
  await page.getByLabel('Account holder').fill('Test Hall');
  await page.getByLabel('IBAN').fill('no account');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByRole('alert').filter({ hasText: 'must match' }).waitFor();
  await page.getByLabel('IBAN').fill(IBAN);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Saved. Enable the plugin to use it.').waitFor();
  expect(await page.getByLabel('IBAN').inputValue(), 'a sensitive setting is not shown again').toBe('');
  expect(await page.content()).not.toContain(IBAN);
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Disable' }).waitFor();
}

/** The path of the event's page in the shop. */
async function createEvent(page: Page, title: string): Promise<string> {
  await go(page, 'Events');
  await page.getByRole('link', { name: 'New event' }).first().click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Begins').fill(`${nextYear()}-06-01T19:00`);
  await page.getByLabel('Ends').fill(`${nextYear()}-06-01T22:00`);
  await page.getByLabel('Venue').fill('Test Hall');
  await page.getByRole('group', { name: 'Ticket type 1' }).getByLabel('Name').fill('Standing');
  await page.getByLabel('Price').fill('25.00');
  await page.getByLabel('How many').fill('10');
  await page.getByRole('button', { name: 'Create the draft' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const path = await page.getByRole('link', { name: 'See its public page' }).getAttribute('href');
  return path!;
}

/** The number of the order. */
async function buy(page: Page, shopPath: string, title: string): Promise<string> {
  await page.goto('/shop');
  await page.getByLabel('Search').fill(title);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(new URL(page.url()).pathname).toBe(shopPath);
  const more = page.getByRole('button', { name: 'More Standing' });
  await more.click();
  await more.click();
  await page.getByRole('button', { name: 'Continue with 2 tickets' }).click();

  await page.getByRole('heading', { name: 'Your cart' }).waitFor();
  await page.getByText(/^Your tickets are set aside for \d+:\d\d$/).waitFor();
  await page.getByRole('button', { name: 'More Standing' }).click();
  await page.getByRole('button', { name: 'Order for €75.00' }).waitFor();
  await page.getByRole('button', { name: 'Fewer Standing' }).click();
  await page.getByRole('button', { name: 'Order for €50.00' }).waitFor();
  await page.getByLabel('Your name').fill('Test Buyer');
  await page.getByLabel('Email').fill('buyer@example.org');
  await page.getByLabel('Bank transfer').check();
  await page.getByRole('button', { name: 'Order for €50.00' }).click();

  const heading = page.getByRole('heading', { name: /^Order \d{4}-\d+$/ });
  await heading.waitFor();
  await page.getByText('Waiting for the payment.').waitFor();
  expect(await page.getByRole('region', { name: 'How to pay' }).textContent()).toMatch(/RF\d{2}TB/);
  await page.getByRole('button', { name: 'I have paid' }).click();
  await page.getByText('The payment has not arrived yet.').waitFor();
  return (await heading.textContent())!.replace('Order ', '');
}

async function recordPayment(page: Page, number: string): Promise<void> {
  await go(page, 'Orders');
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('button', { name: 'Record payment' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Record payment' }).click();
  await page.getByText('The payment is recorded').waitFor();
}

async function seeTickets(page: Page): Promise<void> {
  await page.reload();
  await page.getByText('Confirmed.').waitFor();
  const pictures = page.getByRole('img', { name: /^QR code of ticket / });
  await pictures.first().waitFor();
  expect(await pictures.count()).toBe(2);
}

async function seeFigures(page: Page, title: string): Promise<void> {
  // Figures follow the sale, not the click: the page is loaded again until they are there.
  await vi.waitFor(
    async () => {
      await page.goto('/admin');
      await page.getByRole('region', { name: 'Sales by event' }).getByText(title).waitFor({ timeout: 3_000 });
    },
    { timeout: 30_000, interval: 250 },
  );
  expect(await page.getByRole('region', { name: 'Sales', exact: true }).textContent()).toContain('€50.00');
}

const go = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
const nextYear = () => new Date().getFullYear() + 1;
