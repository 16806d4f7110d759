import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, visit } from '../harness/browser.ts';
import { Client } from '../harness/client.ts';
import { placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a buyer who comes too late is told at the ticket, and sees that it is sold out', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 1 });
  const { page, context, expectQuiet } = await visit(browser, url);
  await page.goto(`/shop/${organizer.organization.slug}/${event.slug}`);
  await page.getByRole('button', { name: 'More Standing' }).click();
  await placeOrder(new Client(url), event, { paymentMethod: null });

  await page.getByRole('button', { name: 'Continue with 1 ticket' }).click();
  await page.getByRole('alert').filter({ hasText: 'these tickets are sold out now' }).waitFor();
  await page.getByText('Sold out', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /^Continue/ }).count()).toBe(0);
  expectQuiet();
  await context.close();
});

test('a cart that runs out says so, and leads back to the tickets', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 1 });
  const { page, context, expectQuiet } = await visit(browser, url);
  await page.clock.install();
  await page.goto(`/shop/${organizer.organization.slug}/${event.slug}`);
  await page.getByRole('button', { name: 'More Standing' }).click();
  await page.getByRole('button', { name: 'Continue with 1 ticket' }).click();
  await page.getByText(/set aside for (10:00|9:\d\d)$/).waitFor();

  await page.clock.fastForward('11:00');
  await page.getByRole('heading', { level: 1, name: 'This cart has expired' }).waitFor();
  await page.getByRole('link', { name: 'Choose tickets again' }).click();
  await page.getByRole('heading', { level: 1, name: event.title }).waitFor();
  expectQuiet();
  await context.close();
});

test('tickets that are given back are on sale again', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 1 });
  const { page, context, expectQuiet } = await visit(browser, url);
  await page.goto(`/shop/${organizer.organization.slug}/${event.slug}`);
  await page.getByRole('button', { name: 'More Standing' }).click();
  await page.getByRole('button', { name: 'Continue with 1 ticket' }).click();
  await page.getByRole('button', { name: 'Give the tickets back' }).click();
  await page.getByRole('heading', { level: 1, name: event.title }).waitFor();
  await page.getByText('1 left').waitFor();
  expectQuiet();
  await context.close();
});
