import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, signIn, visit } from '../harness/browser.ts';
import { Client } from '../harness/client.ts';

import { placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Puts an operation of this name into the editor. */
async function write(page: Page, operation: string, name: string): Promise<void> {
  const editor = page.getByRole('region', { name: 'Operation Editor' }).or(page.locator('.graphiql-query-editor'));
  await editor.locator('.view-line').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  // Pasted: what is typed, the editor completes with brackets of its own.
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(operation)})`);
  await page.keyboard.press('ControlOrMeta+V');
  // The tab is named after the operation once the explorer has taken notice of it.
  await page.getByRole('tab', { name }).waitFor();
}

test('the explorer asks as who is signed in, under the content policy, and leads back', async () => {
  const organizer = await registerOrganizer(url);
  const { page, context, expectQuiet } = await visit(browser, url, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await signIn(page, organizer);
  await page.getByRole('link', { name: 'API explorer' }).click();

  await write(page, 'query Mine { me { name } }', 'Mine');
  await page.keyboard.press('ControlOrMeta+Enter');
  const response = page.locator('.graphiql-response');
  await response.getByText('Test Owner').waitFor();
  expect(await response.textContent()).not.toContain('errors');

  await page.getByRole('link', { name: '← TicketBase' }).click();
  await page.getByRole('heading', { name: 'Welcome, Test Owner' }).waitFor();
  expectQuiet();
  await context.close();
});

test('the explorer is open to guests, and asks as a guest', async () => {
  const { page, context, expectQuiet } = await visit(browser, url, { colorScheme: 'dark' });
  await page.goto('/explorer');
  await page.locator('.graphiql-query-editor').getByText('publicEvents').waitFor();
  await page.getByRole('tab', { name: 'Welcome' }).waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('publicEvents').waitFor();
  expect(await page.locator('.graphiql-response').textContent()).toMatch(/"me":\s*null/);
  expectQuiet();
  await context.close();
});

test('the explorer shows what a subscription tells, until it is stopped', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 9 });
  const { page, context, expectQuiet } = await visit(browser, url, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await signIn(page, organizer);
  await page.goto('/explorer');
  const query = `subscription Sold { eventSales(eventId: "${event.id}") { event { ticketsSold } } }`;
  await write(page, query, 'Sold');
  await page.keyboard.press('ControlOrMeta+Enter');
  const response = page.locator('.graphiql-response');
  await response.getByText('"ticketsSold": 0').waitFor();
  await placeOrder(new Client(url), event, { quantity: 3, paymentMethod: null });
  await response.getByText('"ticketsSold": 3').waitFor();
  expect(await response.textContent()).not.toContain('errors');
  await page.getByRole('button', { name: /^Stop query/ }).click();
  await page.getByRole('button', { name: /^Execute query/ }).waitFor();
  expectQuiet();
  await context.close();
});
