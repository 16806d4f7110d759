import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, signIn, visit } from '../harness/browser.ts';
import { Client } from '../harness/client.ts';
import {
  draftEvent,
  installPlugin,
  placeOrder,
  publishEvent,
  publishPlugin,
  registerOrganizer,
} from '../harness/organizer.ts';

const url = inject('serverUrl');
const HOSTILE = 'e2e/browser/hostile-components';
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What a plugin shows in its frame. */
const shownBy = (page: Page, plugin: string) => page.frameLocator(`iframe[title="${plugin}"]`);

test('a plugin’s components stand in the form of a new event, beside the event, and in the shop', async () => {
  const organizer = await registerOrganizer(url);
  await installPlugin(organizer, 'plugins/seating-notes', {
    grant: ['events:read'],
    configuration: { heading: 'Where you sit' },
  });
  const { page, context, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);

  await page.goto('/admin/events/new');
  await page.getByLabel('Title').fill('Evening of strings');
  await page.getByLabel('Begins').fill('2031-05-02T20:00');
  await page.getByLabel('Ends').fill('2031-05-02T22:00');
  await page.getByLabel('Venue').fill('Test Hall');
  await page.getByRole('group', { name: 'Ticket type 1' }).getByLabel('Name').fill('Standing');
  await page.getByLabel('Price').fill('25.00');
  await page.getByLabel('How many').fill('10');
  await shownBy(page, 'Seating notes')
    .getByLabel(/where they sit/)
    .fill('Free seating');
  await page.getByRole('button', { name: 'Create the draft' }).click();
  await page.getByRole('heading', { level: 1, name: 'Evening of strings' }).waitFor();
  const beside = shownBy(page, 'Seating notes');
  await expect.poll(() => beside.getByLabel(/where they sit/).inputValue()).toBe('Free seating');

  const event = await publishEvent(organizer);
  await page.goto(`/admin/events/${event.id}`);
  await beside.getByLabel(/where they sit/).fill('Ramp at gate B');
  await beside.getByRole('button', { name: 'Save the note' }).click();
  await beside.getByText('Buyers see it now.').waitFor();
  expectQuiet();
  await context.close();

  const buyer = await visit(browser, url, { viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  await buyer.page.goto(`/shop/${organizer.organization.slug}/${event.slug}`);
  const shown = shownBy(buyer.page, 'Seating notes');
  await shown.getByRole('heading', { name: 'Where you sit' }).waitFor();
  await shown.getByText('Ramp at gate B').waitFor();
  buyer.expectQuiet();
  await buyer.context.close();
});

test('a component on the dashboard is given the coming events of the organization, and of no other', async () => {
  const [organizer, stranger] = [await registerOrganizer(url), await registerOrganizer(url)];
  await publishEvent(stranger, { title: 'Night of others' });
  await installPlugin(organizer, 'plugins/attendee-export', {
    grant: ['events:read', 'tickets:read'],
    configuration: { region: 'eu-central-1', bucket: 'lists', accessKeyId: 'AKIA', secretAccessKey: 'not-a-real-one' },
  });
  const event = await publishEvent(organizer, { title: 'Evening of strings', price: 0 });
  await placeOrder(new Client(url), event, { quantity: 2, paymentMethod: null });
  await draftEvent(organizer, { title: 'Not yet announced' });

  const { page, context, expectQuiet } = await visit(browser, url, { viewport: { width: 390, height: 800 } });
  await signIn(page, organizer);
  const card = shownBy(page, 'Attendee export');
  await card.getByText('No list of attendees was written yet.').waitFor();
  await expect.poll(() => card.getByRole('listitem').count()).toBe(1);
  expect(await card.getByRole('listitem').textContent()).toMatch(/^Evening of strings.*2 tickets$/);
  expectQuiet();
  await context.close();
});

test('a component whose code is not what was published does not run, and the page lives on', async () => {
  const organizer = await registerOrganizer(url);
  await installPlugin(organizer, 'plugins/seating-notes', { grant: ['events:read'] });
  const event = await publishEvent(organizer);
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  // One byte more, which changes nothing that the code does.
  await page.route(/frontend\.js/, async route => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n` });
  });
  await page.goto(`/admin/events/${event.id}`);
  await page.getByRole('alert').filter({ hasText: 'or is not what was published' }).waitFor();
  await page.unroute(/frontend\.js/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await shownBy(page, 'Seating notes').getByRole('button', { name: 'Save the note' }).waitFor();
  await context.close();
});

test('a component that throws, or that there is none of, is a card that says so; the page lives on', async () => {
  const organizer = await registerOrganizer(url);
  await installPlugin(organizer, HOSTILE);
  const event = await publishEvent(organizer);
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/events/${event.id}`);
  await page.getByRole('alert').filter({ hasText: 'a component that throws' }).waitFor();
  await page.getByRole('alert').filter({ hasText: 'exports no component Missing' }).waitFor();
  await page.getByRole('link', { name: 'Events', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  await context.close();
});

test('a component that never gives the processor back is given up, and the page stays usable meanwhile', async () => {
  const organizer = await registerOrganizer(url);
  await installPlugin(organizer, HOSTILE);
  await publishEvent(organizer);
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  await shownBy(page, 'Hostile components').getByRole('button', { name: 'Loop for ever' }).click();
  // The page itself goes on: what is not answered within seconds would never be.
  expect(await page.evaluate('1 + 1')).toBe(2);
  await page.getByRole('alert').filter({ hasText: 'It stopped answering.' }).waitFor();
  await context.close();
});

test('a component reaches neither the page, nor the API, nor the network, and cannot take its frame elsewhere', async () => {
  const organizer = await registerOrganizer(url);
  await installPlugin(organizer, HOSTILE);
  const event = await publishEvent(organizer, { price: 0 });
  const { order } = await placeOrder(new Client(url), event, { paymentMethod: null });
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/orders/${order.id}`);
  await shownBy(page, 'Hostile components').getByText('It could: nothing').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/admin/orders/${order.id}`);

  await page.goto('/admin/events/new');
  await shownBy(page, 'Hostile components').getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('alert').filter({ hasText: 'It left its page.' }).waitFor();
  await context.close();
});

test('a component beside the scanner is told of each ticket, and keeps what it shows', async () => {
  const organizer = await registerOrganizer(url);
  await installPlugin(organizer, 'e2e/browser/door-card', { grant: ['events:read', 'tickets:check_in'] });
  const event = await publishEvent(organizer, { title: 'Gala', price: 0 });
  const { orderToken } = await placeOrder(new Client(url), event, { paymentMethod: null });
  const { order } = await new Client(url).ask('query ($token: String) { order(token: $token) { tickets { code } } }', {
    token: orderToken,
  });
  const { page, context, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/check-in?event=${event.id}`);
  const card = shownBy(page, 'Door card');
  await card.getByText('Gala: nobody yet').waitFor();
  await card.getByRole('button', { name: 'Counted 0' }).click();
  await page.getByLabel('Ticket code').fill(order.tickets[0].code);
  await page.getByRole('button', { name: 'Check in', exact: true }).click();
  await card.getByText('Gala: Standing is USED').waitFor();
  await card.getByRole('button', { name: 'Counted 1' }).waitFor();
  expectQuiet();
  await context.close();
});

test('who installs a plugin is shown the fields that its components are given', async () => {
  const organizer = await registerOrganizer(url);
  await publishPlugin(organizer, 'e2e/browser/door-card');
  const { page, context, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto('/admin/plugins/door-card/install');
  await page.getByText('DoorCard, at the door, beside the scanner, is given these 6 fields').click();
  const fields = page.getByRole('list', { name: 'Fields of DoorCard' }).getByRole('listitem');
  expect(await fields.allTextContents()).toEqual([
    'CheckInContext.event The event at whose door it is. events:read',
    expect.stringMatching(/^Event\.title /),
    'CheckInContext.ticket The ticket that was scanned last; null before the first. tickets:check_in',
    expect.stringMatching(/^Ticket\.status /),
    expect.stringMatching(/^Ticket\.ticketType /),
    expect.stringMatching(/^TicketType\.name /),
  ]);
  expectQuiet();
  await context.close();
});
