import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser, signIn, visit } from '../harness/browser.ts';
import { registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the explorer asks as who is signed in, under the content policy, and leads back', async () => {
  const organizer = await registerOrganizer(url);
  const { page, context, expectQuiet } = await visit(browser, url, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await signIn(page, organizer);
  await page.getByRole('link', { name: 'API explorer' }).click();

  const editor = page.getByRole('region', { name: 'Operation Editor' }).or(page.locator('.graphiql-query-editor'));
  await editor.locator('.view-line').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  // Pasted: what is typed, the editor completes with brackets of its own.
  await page.evaluate(`navigator.clipboard.writeText('query Mine { me { name } }')`);
  await page.keyboard.press('ControlOrMeta+V');
  // The tab is named after the operation once the explorer has taken notice of it.
  await page.getByRole('tab', { name: 'Mine' }).waitFor();
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
