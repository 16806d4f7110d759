import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { expectAccessible, launchBrowser, signIn, visit } from '../harness/browser.ts';
import { CREW_CODE } from '../harness/extras.ts';
import { draftEvent, type Organizer, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;
let organizer: Organizer;

beforeAll(async () => {
  browser = await launchBrowser();
  organizer = await registerOrganizer(url);
});
afterAll(() => browser.close());

test('an organizer asks and offers extras, and a buyer at a phone takes and answers them, all by clicking', async () => {
  const title = `Concert ${randomUUID().slice(0, 8)}`;
  const id = await draftEvent(organizer, { title, price: 0 });
  const staff = await visit(browser, url);
  await signIn(staff.page, organizer);
  await staff.page.goto(`/admin/events/${id}`);
  await addShirts(staff.page);
  await addCrew(staff.page);
  await addQuestions(staff.page);
  await expectAccessible(staff.page);
  const { publishEvent } = await organizer.api.ask('mutation ($id: ID!) { publishEvent(id: $id) { slug } }', { id });

  const buyer = await visit(browser, url, { viewport: { width: 390, height: 844 } });
  await buyer.page.goto(`/shop/${organizer.organization.slug}/${publishEvent.slug}?code=${CREW_CODE}`);
  await choose(buyer.page);
  await answer(buyer.page);
  await buyer.page.getByText('Show this code where it is handed out.').waitFor();
  await changeMind(buyer.page);

  await staff.page.goto('/admin/orders');
  await staff.page
    .getByRole('link', { name: /^\d{4}-/ })
    .first()
    .click();
  await staff.page.getByText('No peanuts, please').waitFor();
  await staff.page.getByText('Voucher: lets nobody in').waitFor();
  await staff.page.getByRole('button', { name: /^Change the answers for/ }).click();
  const dialog = staff.page.getByRole('dialog');
  await dialog.getByLabel('What do you eat?').selectOption('Everything');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await staff.page.getByText('No peanuts, please').waitFor({ state: 'detached' });
  staff.expectQuiet();
  buyer.expectQuiet();
  await staff.context.close();
  await buyer.context.close();
}, 180_000);

/** Fills the dialog that is open, and waits until it has closed. */
async function save(page: Page, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function addShirts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a group of add-ons' }).click();
  await save(page, async dialog => {
    await dialog.getByLabel('Name').fill('T-shirt');
    await dialog.getByLabel('Fewest per ticket').fill('1');
    await dialog.getByLabel('Most per ticket').fill('1');
  });
  await page.getByRole('button', { name: 'Add a ticket type' }).click();
  await save(page, async dialog => {
    await dialog.getByLabel('What it is').selectOption({ label: 'An add-on: T-shirt' });
    await dialog.getByLabel('Name').fill('Size M');
  });
  await page.getByText('Add-on: T-shirt').waitFor();
}

async function addCrew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a ticket type' }).click();
  await save(page, async dialog => {
    await dialog.getByLabel('Name').fill('Crew');
    await dialog.getByLabel('Access code', { exact: true }).fill(CREW_CODE);
    await dialog.getByRole('checkbox', { name: /^Hidden/ }).check();
  });
  await page.getByText(`?code=${CREW_CODE}`).waitFor();
}

async function addQuestions(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a question' }).click();
  await save(page, async dialog => {
    await dialog.getByLabel('Question').fill('What do you eat?');
    await dialog.getByLabel('Answered by').selectOption({ label: 'One of several' });
    await dialog.getByLabel('Choices').fill('Everything\nOther');
    await dialog.getByRole('checkbox', { name: /^Required/ }).check();
  });
  await page.getByRole('button', { name: 'Add a question' }).click();
  await save(page, async dialog => {
    await dialog.getByLabel('Question').fill('Which diet?');
    await dialog.getByRole('checkbox', { name: /^Required/ }).check();
    await dialog.getByLabel('When it is asked').selectOption({ label: 'Only after an answer to “What do you eat?”' });
    await dialog.getByLabel('Other', { exact: true }).check();
  });
  await page.getByText('if “What do you eat?” is answered Other').waitFor();
}

async function choose(page: Page): Promise<void> {
  await page.getByText('opens more tickets').waitFor();
  const shirts = page.getByRole('heading', { name: 'T-shirt' });
  expect(await shirts.count(), 'extras wait for a ticket').toBe(0);
  await page.getByRole('button', { name: 'More Crew' }).click();
  await shirts.waitFor();
  await page.getByRole('button', { name: 'Continue with 1 ticket' }).click();
  await page.getByRole('alert').filter({ hasText: 'Choose 1 more.' }).waitFor();
  await page.getByRole('button', { name: 'More Size M' }).click();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Continue with 1 ticket and 1 extra' }).click();
  await page.getByRole('heading', { name: 'Your cart' }).waitFor();
}

async function answer(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Ada Buyer');
  await page.getByLabel('Email', { exact: true }).fill('ada@example.org');
  await page.getByLabel('Attendee’s name (optional)').fill('Grace Guest');
  const which = page.getByLabel('Which diet?');
  expect(await which.count(), 'asked only after “Other”').toBe(0);
  await page.getByLabel('What do you eat?').selectOption('Other');
  // Space is no answer: the browser lets it pass, and the server says so at the field.
  await which.fill('   ');
  await page.getByRole('button', { name: 'Get the tickets' }).click();
  await page.getByRole('alert').filter({ hasText: '“Which diet?” must be answered.' }).waitFor();
  await which.fill('No nuts, please');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Get the tickets' }).click();
  await page.getByRole('heading', { name: /^Order / }).waitFor();
}

async function changeMind(page: Page): Promise<void> {
  await page.getByText('No nuts, please').waitFor();
  await page.getByRole('button', { name: /^Change answers/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Which diet?').fill('No peanuts, please');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('No peanuts, please').waitFor();
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window } = (await page.evaluate(
    '({ content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth })',
  )) as { content: number; window: number };
  expect(content).toBeLessThanOrEqual(window);
}
