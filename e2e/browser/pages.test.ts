import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { expectAccessible, launchBrowser, signIn, visit } from '../harness/browser.ts';
import { Client } from '../harness/client.ts';
import {
  installOfflinePayments,
  type Organizer,
  placeOrder,
  publishEvent,
  registerOrganizer,
} from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;
let organizer: Organizer;
let paths: { admin: string[]; shop: string[] };

beforeAll(async () => {
  browser = await launchBrowser();
  organizer = await registerOrganizer(url);
  await installOfflinePayments(organizer);
  const event = await publishEvent(organizer);
  const guest = new Client(url);
  const { order, orderToken } = await placeOrder(guest, event);
  const { createCart } = await guest.ask(
    'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }',
    {
      input: { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[0].id, quantity: 1 }] },
    },
  );
  paths = {
    admin: [
      '/admin',
      '/admin/events',
      '/admin/events/new',
      `/admin/events/${event.id}`,
      '/admin/orders',
      `/admin/orders/${order.id}`,
      '/admin/check-in',
      '/admin/plugins',
      ...['publish', 'review', 'operations'].map(part => `/admin/plugins/${part}`),
      ...['', '/settings', '/background', '/logs', '/try'].map(part => `/admin/plugins/offline-payments${part}`),
      '/admin/activity',
      '/admin/settings',
      '/admin/nowhere',
    ],
    shop: [
      '/shop',
      `/shop/${organizer.organization.slug}`,
      `/shop/${organizer.organization.slug}/${event.slug}`,
      `/shop/${organizer.organization.slug}/nothing`,
      `/shop/cart/${createCart.token}`,
      '/shop/cart/nothing',
      `/shop/orders/${orderToken}`,
      '/shop/orders/nothing',
      '/shop/unsubscribe?token=nothing',
    ],
  };
});
afterAll(() => browser.close());

test('each page of the shop has one heading, names for what is operated, fits a phone, and logs nothing', async () => {
  const { page, context, expectQuiet } = await visit(browser, url, { viewport: PHONE });
  for (const path of paths.shop) {
    await page.goto(path);
    await expectAccessible(page);
    expect(await page.evaluate('inPage.overflow()'), `${path} is no wider than the screen`).toBeLessThanOrEqual(0);
  }
  expectQuiet();
  await context.close();
}, 120_000);

test('each page of the admin has one heading, names for what is operated, fits a phone, and logs nothing', async () => {
  const { page, context, expectQuiet } = await visit(browser, url, { viewport: PHONE });
  await signIn(page, organizer);
  for (const path of paths.admin) {
    await page.goto(path);
    await expectAccessible(page);
    expect(await page.evaluate('inPage.overflow()'), `${path} is no wider than the screen`).toBeLessThanOrEqual(0);
  }
  expectQuiet();
  await context.close();
}, 180_000);

const PHONE = { width: 390, height: 844 };

test('someone who is not signed in sees the way in, whatever page of the admin they open', async () => {
  const { page, context, expectQuiet } = await visit(browser, url);
  await page.goto('/admin/orders');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await expectAccessible(page);
  expectQuiet();
  await context.close();
});
