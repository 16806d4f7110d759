import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { expectAccessible, launchBrowser, signIn, visit } from '../harness/browser.ts';
import { Client, type Data } from '../harness/client.ts';
import { placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PHONE = { viewport: { width: 390, height: 800 } };
const SET_UP =
  'mutation ($id: ID!, $input: UpdateWaitingRoomInput!) { updateWaitingRoom(eventId: $id, input: $input) { status } }';

test('a buyer waits by keyboard, keeps the place over a reload, and goes on to the tickets when it is their turn', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 5 });
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const setUp = (input: Data) => organizer.api.ask(SET_UP, { id: event.id, input });
  await setUp({ enabled: true, ratePerMinute: 60, opensAt: inAnHour });

  const { page, context, expectQuiet } = await visit(browser, url, PHONE);
  await page.goto(`/shop/${organizer.organization.slug}/${event.slug}`);
  await page.getByRole('link', { name: 'Go to the waiting room' }).focus();
  await page.keyboard.press('Enter');
  const join = page.getByRole('button', { name: 'Join the waiting room' });
  await join.waitFor();
  await expectAccessible(page);
  await join.focus();
  await page.keyboard.press('Enter');
  await page.getByText('You are in').waitFor();
  await page.reload();
  await page.getByText('You are in').waitFor();
  await expectAccessible(page);
  const { event: counted } = await organizer.api.ask(
    'query ($id: ID!) { event(id: $id) { waitingRoom { figures { joined } } } }',
    { id: event.id },
  );
  expect(counted.waitingRoom.figures.joined, 'a reload takes no second place').toBe(1);

  await setUp({ opensAt: new Date().toISOString() });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: event.title }).waitFor();
  await page.getByText('It is your turn').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'More Standing' }).click();
  await page.getByRole('button', { name: 'Continue with 1 ticket' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor();
  expectQuiet();
  await context.close();
});

test('someone joins the waitlist of a sold-out event, and takes the offer by the link in the mail', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 1 });
  await organizer.api.ask('mutation ($id: ID!) { updateWaitlist(eventId: $id, input: { enabled: true }) { id } }', {
    id: event.id,
  });
  const { order } = await placeOrder(new Client(url), event, { paymentMethod: null });
  const email = `waits-${randomUUID()}@example.org`;

  const { page, context, expectQuiet } = await visit(browser, url, PHONE);
  await page.goto(`/shop/${organizer.organization.slug}/${event.slug}`);
  await page.getByRole('button', { name: 'Join the waitlist for Standing' }).click();
  await expectAccessible(page);
  await page.getByLabel('Your name').fill('Wanda Waits');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Email').press('Enter');
  await page.getByText('You get a mail with a link').waitFor();
  await page.goto(await linkTo(email, /on the waitlist/));
  await page.getByText('You are the next').waitFor();
  await expectAccessible(page);

  await organizer.api.ask('mutation ($id: ID!) { cancelOrder(id: $id) { status } }', { id: order.id });
  await page.goto(await linkTo(email, /yours until/));
  await page.getByRole('heading', { level: 1, name: 'It is your turn' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take the tickets' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor();
  expectQuiet();
  await context.close();
});

test('an organizer sets both up, sees who waits, and takes someone off', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 1 });
  const { page, context, expectQuiet } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/events/${event.id}`);
  const room = page.locator('section', { has: page.getByRole('heading', { name: /^Waiting room/ }) });
  await room.getByRole('button', { name: 'Set up' }).click();
  await page.getByLabel('People per minute').fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('input[name=ratePerMinute]:invalid').waitFor();
  await page.getByLabel('People per minute').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await room.getByText('30 people per minute').waitFor();
  await room.getByRole('button', { name: 'Pause' }).click();
  await room.getByText('Paused', { exact: true }).waitFor();
  await room.getByRole('button', { name: 'Let it go on' }).click();
  await room.getByText('Open', { exact: true }).waitFor();
  await organizer.api.ask(SET_UP, { id: event.id, input: { enabled: false } });

  const list = page.locator('section', { has: page.getByRole('heading', { name: /^Waitlist/ }) });
  await list.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('People can wait').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await list.getByText('On', { exact: true }).waitFor();
  const guest = new Client(url);
  // The room that was on a moment ago guards for up to a second more.
  await vi.waitFor(() => placeOrder(guest, event, { paymentMethod: null }), { timeout: 30_000, interval: 300 });
  const input = { ticketTypeId: event.ticketTypes[0].id, name: 'Wanda Waits', email: `w-${randomUUID()}@example.org` };
  await guest.ask('mutation ($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }', {
    input: { ...input, quantity: 1 },
  });
  await list.getByRole('link', { name: 'Who waits' }).click();
  await page.getByText('Wanda Waits').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove Wanda Waits' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
  await page.getByRole('cell').getByText('Removed', { exact: true }).waitFor();
  expectQuiet();
  await context.close();
});

/** The page that the link in a mail leads to. */
function linkTo(address: string, subject: RegExp): Promise<string> {
  return vi.waitFor(
    async () => {
      const list = (await (await fetch(`${url}/dev/mail.json`)).json()) as Data[];
      const mail = list.find(({ to, subject: of }) => to.includes(address) && subject.test(of));
      expect(mail, `a mail to ${address}`).toBeDefined();
      const text = await (await fetch(`${url}/dev/mail/${mail.id}.json`)).text();
      return /\/shop\/waitlist\/[\w-]+/.exec(text)![0];
    },
    { timeout: 30_000, interval: 200 },
  );
}
