import { resolve } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Long enough for a slow, busy machine: what is waited for is a state, and the wait ends with it. */
const PATIENCE = 20_000;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium that CHROMIUM_PATH names, which `npm test` finds or fetches. */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH must name a Chromium; `npm test` sets it.');
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

/** A person at a browser of their own: no cookies, nothing stored. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Fails if a page wrote an error or a warning to the console, broke the content policy, or threw. */
  expectQuiet(): void;
}

export async function visit(browser: Browser, baseURL: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript({ path: resolve(import.meta.dirname, 'in-page.js') });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  return { context, page, expectQuiet: () => expect(complaints).toEqual([]) };
}

/** Signs in by the form. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/admin');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Skip to content' }).waitFor({ state: 'attached' });
}

/** What every page must have, whatever it shows: one heading of the first level, and names for what is operated. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  // What stands in for content while it is loaded.
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  expect(await page.evaluate('inPage.accessibilityFaults()'), page.url()).toEqual([]);
}
