import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import QR from 'qrcode';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { expectAccessible, launchBrowser, signIn, visit } from '../harness/browser.ts';
import { Client, type Data } from '../harness/client.ts';
import { type Organizer, placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
const soon = { timeout: 30_000, interval: 100 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function sell(organizer: Organizer, quantity: number) {
  const event = await publishEvent(organizer, { price: 0, quantity });
  const { orderToken } = await placeOrder(guest, event, { quantity, paymentMethod: null });
  const tickets = await vi.waitFor(async () => {
    const { order } = await guest.ask(
      'query ($token: String!) { order(token: $token) { tickets { pass { code qr { payload } } } } }',
      { token: orderToken },
    );
    expect(order.tickets).toHaveLength(quantity);
    return order.tickets.map(({ pass }: Data) => ({ code: pass.code, qr: pass.qr.payload }));
  }, soon);
  return { event, orderToken, tickets: tickets as { code: string; qr: string }[] };
}

test('a phone at a door that loses its network goes on letting people in, and tells what was not right when it is back', async () => {
  const organizer = await registerOrganizer(url);
  const { event, tickets } = await sell(organizer, 3);
  const [first, second, third] = tickets as [Data, Data, Data];
  const { page, context } = await visit(browser, url, { viewport: { width: 390, height: 844 } });
  await signIn(page, organizer);
  await page.goto('/admin/check-in');
  await page.getByLabel('Event').selectOption({ label: event.title });
  await page.getByText('Ready to scan without a network: 3 tickets').waitFor();
  await expectAccessible(page);
  const answer = page.getByRole('region', { name: 'Latest check' });
  const scan = async (code: string) => {
    await page.getByLabel('Ticket code').fill(code);
    await page.keyboard.press('Enter');
  };
  await scan(first.qr);
  await answer.getByText('Welcome').waitFor();
  await page.getByText('1 of 3').waitFor();

  await context.setOffline(true);
  await scan(second.qr);
  await answer.getByText('without a network').waitFor();
  await answer.getByText('Test Buyer').waitFor();
  await page.getByText('1 scan waits to be sent').waitFor();
  await scan(second.code);
  await answer.getByText('Already used').waitFor();
  // Not the last character: some of its bits mean nothing.
  const forged = second.qr.at(-9) === 'A' ? 'B' : 'A';
  await scan(`${second.qr.slice(0, -9)}${forged}${second.qr.slice(-8)}`);
  await answer.getByText('This QR code is not genuine.').waitFor();
  await scan('0000-0000-0000-0');
  await answer.getByText('This code is not in the list on this device').waitFor();
  await scan(third.code);
  await page.getByText('2 scans wait to be sent').waitFor();

  // Another door lets the same ticket in, earlier than this one did.
  const earlier = {
    ...{ code: third.code, deviceId: 'other-door', scanId: randomUUID(), listId: event.id },
    scannedAt: new Date(Date.now() - 3_600_000).toISOString(),
  };
  await organizer.api.ask(
    'mutation ($input: [OfflineScanInput!]!, $at: DateTime!) { syncCheckIns(input: $input, sentAt: $at) { outcome } }',
    { input: [earlier], at: new Date().toISOString() },
  );
  await context.setOffline(false);
  await page.getByRole('heading', { name: 'Let in without a network, and not right' }).waitFor();
  await page.getByText('It was used before').waitFor();
  await page.getByText('3 of 3').waitFor();
  await page.getByText('to be sent').waitFor({ state: 'hidden' });
  await page.getByText('No network.', { exact: true }).waitFor({ state: 'hidden' });
  await context.close();
});

test('a camera that sees a ticket lets its bearer in', async () => {
  const organizer = await registerOrganizer(url);
  const { event, tickets } = await sell(organizer, 1);
  const folder = await mkdtemp(join(tmpdir(), 'ticketbase-camera-'));
  const film = join(folder, 'ticket.y4m');
  await writeFile(film, filmOf(tickets[0]!.qr));
  const seeing = await launchBrowser([
    ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  try {
    const { page } = await visit(seeing, url, { viewport: { width: 390, height: 844 }, permissions: ['camera'] });
    await signIn(page, organizer);
    await page.goto(`/admin/check-in?event=${event.id}`);
    await page.getByRole('button', { name: 'Scan with the camera' }).click();
    await page.getByRole('region', { name: 'Latest check' }).getByText('Welcome').waitFor();
    await page.getByText('1 of 1').waitFor();
    // It still sees the ticket, and that is the same look at it.
    expect(await page.getByText('Already used').count()).toBe(0);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.locator('video').waitFor({ state: 'detached' });
  } finally {
    await seeing.close();
    await rm(folder, { recursive: true });
  }
});

/** A film of one picture, the QR code of a text, as Chromium takes one for a camera (YUV4MPEG2). */
function filmOf(text: string): Buffer {
  const [width, height] = [640, 480];
  const { modules } = QR.create(text, { errorCorrectionLevel: 'M' });
  const scale = Math.floor(height / (modules.size + 8));
  const luma = Buffer.alloc(width * height, 235);
  for (let y = 0; y < modules.size * scale; y += 1) {
    for (let x = 0; x < modules.size * scale; x += 1) {
      const isDark = modules.get(Math.floor(y / scale), Math.floor(x / scale));
      if (isDark) luma[(y + 4 * scale) * width + x + 4 * scale] = 16;
    }
  }
  const grey = Buffer.alloc((width * height) / 2, 128);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`), luma, grey]);
}

test('what was scanned without a network outlives the page', async () => {
  const organizer = await registerOrganizer(url);
  const { event, tickets } = await sell(organizer, 1);
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/check-in?event=${event.id}`);
  await page.getByText('Ready to scan without a network: 1 ticket').waitFor();
  await context.setOffline(true);
  await page.getByLabel('Ticket code').fill(tickets[0]!.qr);
  await page.keyboard.press('Enter');
  await page.getByText('1 scan waits to be sent').waitFor();
  await page.goto('about:blank');
  await context.setOffline(false);
  await page.goto(`/admin/check-in?event=${event.id}`);
  await page.getByText('1 of 1').waitFor();
  await context.close();
});

test('a buyer fetches tickets as files, and passes one on for good', async () => {
  const organizer = await registerOrganizer(url);
  const { orderToken, tickets } = await sell(organizer, 2);
  const { page, context, expectQuiet } = await visit(browser, url, { viewport: { width: 390, height: 844 } });
  await page.goto(`/shop/orders/${orderToken}`);
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'All tickets as PDF' }).click();
  expect((await saved).suggestedFilename()).toBe('tickets.pdf');

  const { code } = tickets[0]!;
  await page.getByRole('button', { name: new RegExp(`^Pass on .*${code}$`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Grace');
  await dialog.getByLabel('E-mail').fill(`grace-${randomUUID()}@example.org`);
  await dialog.getByRole('button', { name: 'Pass on' }).click();
  await page.getByText('Its new holder has the code.').waitFor();
  expect(await page.getByText(code).count()).toBe(0);
  await page.getByText(tickets[1]!.code).waitFor();
  expectQuiet();
  await context.close();
});

test('a phone that opens the check-in page without a network scans, and tells when there is one again', async () => {
  const organizer = await registerOrganizer(url);
  const { event, tickets } = await sell(organizer, 2);
  const { page, context } = await visit(browser, url, { viewport: { width: 390, height: 844 } });
  await signIn(page, organizer);
  await page.goto(`/admin/check-in?event=${event.id}`);
  await page.getByText('This page opens without one, too.').waitFor();
  await page.getByText('Ready to scan without a network: 2 tickets').waitFor();
  const kept = await page.evaluate<string[]>(`(async () => {
    const requests = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  })()`);
  expect(kept).toContain('/admin/check-in');
  expect(
    kept.filter(path => path !== '/admin/check-in' && !path.startsWith('/assets/')),
    'files alone, and no answer of the API',
  ).toEqual([]);

  await context.setOffline(true);
  await page.reload();
  await page.getByText('No network.', { exact: false }).first().waitFor();
  await page.getByText('Ready to scan without a network: 2 tickets').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Ticket code').fill(tickets[0]!.qr);
  await page.keyboard.press('Enter');
  const answer = page.getByRole('region', { name: 'Latest check' });
  await answer.getByText('Test Buyer').waitFor();
  await page.getByText('1 scan waits to be sent').waitFor();
  await page.getByRole('button', { name: 'Scan with the camera' }).waitFor();
  await expect(page.goto('/admin/events'), 'other pages are none of its').rejects.toThrow();

  await context.setOffline(false);
  await page.goto(`/admin/check-in?event=${event.id}`);
  await page.getByText('1 of 2').waitFor();
  await context.close();
});

test('whoever signs out leaves no names of ticket holders on the device', async () => {
  const organizer = await registerOrganizer(url);
  const { event } = await sell(organizer, 1);
  const { page, context } = await visit(browser, url);
  await signIn(page, organizer);
  await page.goto(`/admin/check-in?event=${event.id}`);
  await page.getByText('Ready to scan without a network: 1 ticket').waitFor();
  const doors = () =>
    page.evaluate<string[]>(`new Promise(resolve => {
      const opened = indexedDB.open('ticketbase-door');
      opened.onsuccess = () => {
        const keys = opened.result.transaction('kept').objectStore('kept').getAllKeys();
        keys.onsuccess = () => resolve(keys.result.filter(key => key.startsWith('door:')));
      };
    })`);
  expect(await doors(), 'control').toEqual([`door:${event.id}`]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await doors()).toEqual([]);
  await context.close();
});
