import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, visit } from '../harness/browser.ts';
import { installOfflinePayments, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a ticket can be bought without a mouse', async () => {
  const organizer = await registerOrganizer(url);
  await installOfflinePayments(organizer);
  const event = await publishEvent(organizer, { price: 2500 });
  const { page, context, expectQuiet } = await visit(browser, url);

  await page.goto(`/shop/${organizer.organization.slug}`);
  await page.getByRole('link', { name: event.title }).waitFor();
  await tabTo(page, event.title);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: event.title }).waitFor();
  await page.getByRole('button', { name: 'More Standing' }).waitFor();
  await tabTo(page, 'More Standing');
  await page.keyboard.press('Space');
  await tabTo(page, 'Continue with 1 ticket');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Your cart' }).waitFor();
  await tabTo(page, 'Your name');
  await page.keyboard.type('Test Buyer');
  await tabTo(page, 'Email');
  await page.keyboard.type('buyer@example.org');
  await tabTo(page, 'Bank transfer');
  await page.keyboard.press('ArrowDown');
  expect(await focusedName(page), 'arrows choose among the ways to pay').toBe('Pay at the door');
  await tabTo(page, 'Order for €25.00');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: /^Order \d/ }).waitFor();
  await page.getByText('Pay at the door').waitFor();
  expectQuiet();
  await context.close();
}, 120_000);

test('a dialog takes the focus, gives it back, and closes by Escape', async () => {
  const organizer = await registerOrganizer(url);
  await installOfflinePayments(organizer);
  const { page, context } = await visit(browser, url);
  await page.goto('/admin/plugins/offline-payments');
  await page.getByLabel('Email').fill(organizer.email);
  await page.getByLabel('Password').fill(organizer.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Uninstall' }).waitFor();
  await tabTo(page, 'Uninstall');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Uninstall Offline payments?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focusedName(page)).toBe('Uninstall');
  await context.close();
});

/** More stops than any page has on the way. */
const STOPS = 80;

/** Presses Tab until the element of this name has the focus, and checks that its focus shows. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (focused === name) {
      expect(await page.evaluate('inPage.focusShows()'), `the focus on ${name} shows`).toBe(true);
      return;
    }
    passed.push(focused);
  }
  throw new Error(`Tab does not reach “${name}”, only: ${passed.join(' · ')}`);
}

/** The name of what has the focus, as its label or text says. */
const focusedName = (page: Page) => page.evaluate<string>('inPage.focusedName()');
