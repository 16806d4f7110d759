import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { launchBrowser, signIn, visit } from '../harness/browser.ts';
import { Client, type Data } from '../harness/client.ts';
import { installPlugin, placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const sell = (event: Data, quantity: number) => placeOrder(guest, event, { quantity, paymentMethod: null });

test('the page of an event shows what is sold as it is sold, and its figures as they are counted', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 9 });
  const { page, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/events/${event.id}`);
  const facts = page.getByRole('region', { name: 'Facts' });
  const figures = page.getByRole('region', { name: 'Figures' });
  await facts.getByText('0 / 9').waitFor();
  await figures.getByText('Orders', { exact: true }).waitFor();
  // Were the page loaded anew, this would be gone.
  await page.evaluate('window.sameVisit = true');
  await sell(event, 2);
  await facts.getByText('2 / 9').waitFor();
  await sell(event, 3);
  await facts.getByText('5 / 9').waitFor();
  await vi.waitFor(async () => expect(await figures.innerText()).toMatch(/Tickets\s+5/i), { timeout: 30_000 });
  expect(await page.evaluate('window.sameVisit')).toBe(true);
  expectQuiet();
});

test('the counts at the door follow what is scanned elsewhere', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 5 });
  const { orderToken } = await sell(event, 2);
  const codes = await vi.waitFor(async () => {
    const { order } = await guest.ask('query ($t: String!) { order(token: $t) { tickets { code } } }', {
      t: orderToken,
    });
    expect(order.tickets).toHaveLength(2);
    return order.tickets.map(({ code }: Data) => code) as string[];
  }, 30_000);
  const { page, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto('/admin/check-in');
  await page.getByLabel('Event').selectOption({ label: event.title });
  const counts = page.getByRole('region', { name: 'Checked in so far' });
  await counts.getByText('0 of 2').waitFor();
  // Sooner than the page would look by itself.
  const since = performance.now();
  await organizer.api.ask(
    'mutation ($code: String!, $key: String!) { checkInTicket(code: $code, idempotencyKey: $key) { id } }',
    { code: codes[0], key: 'scanned elsewhere' },
  );
  await counts.getByText('1 of 2').waitFor();
  expect(performance.now() - since).toBeLessThan(9_000);
  expectQuiet();
});

test('lines of a plugin’s log come up as they are written', async () => {
  const organizer = await registerOrganizer(url);
  const { id } = await installPlugin(organizer, 'plugins/offline-payments', {
    configuration: { accountHolder: 'Test Hall', iban: 'DE89370400440532013000' },
  });
  expect(id).toBeTruthy();
  const event = await publishEvent(organizer, { price: 1_000 });
  const { page, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto('/admin/plugins/offline-payments/logs');
  await page.getByText('The plugin has written nothing yet').waitFor();
  await placeOrder(guest, event);
  await page
    .getByText(/finished in/)
    .first()
    .waitFor();
  expectQuiet();
});

test('a stream that ends leaves the page as it is, and is taken up when the server is there again', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 9 });
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/events/${event.id}`);
  const facts = page.getByRole('region', { name: 'Facts' });
  await facts.getByText('0 / 9').waitFor();
  await sell(event, 1);
  await facts.getByText('1 / 9').waitFor();
  await context.setOffline(true);
  await sell(event, 1);
  await facts.getByText('1 / 9').waitFor();
  await context.setOffline(false);
  await page.evaluate("window.dispatchEvent(new Event('online'))");
  await sell(event, 1);
  await facts.getByText('3 / 9').waitFor({ timeout: 60_000 });
});
