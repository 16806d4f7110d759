import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BRISK, Hall } from './processes/hall.ts';
import { PURCHASES } from './processes/purchases.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await Hall.open(BRISK);
});
afterAll(() => hall?.close());

/** What `npm run reconcile` runs once everything is built, on the data of the server. */
async function reconcile(...args: string[]): Promise<{ code: number; output: string }> {
  const command = resolve(import.meta.dirname, '../../standalone/dist/reconcile.js');
  const child = spawn(process.execPath, ['--enable-source-maps', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: hall.environment,
  });
  const [printed, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, output: printed + complaint };
}

test('the command ends with 0 if all agree, with 1 and the place of what does not, and with 2 if it is misused', async () => {
  const bought = PURCHASES.find(({ name }) => name === 'an order paid by card')!;
  const { orderId } = await bought.run({ buyer: hall.client(), owner: hall.owner() }, await bought.prepare(hall));
  const sound = await reconcile();
  expect(sound.output).toMatch(/1 organizations, 1 orders, 2 tickets: all agree/);
  expect(sound.code).toBe(0);

  await hall.sql('update payments.orders set total = total + 1, fees = fees + 1 where id = $1', [orderId]);
  const broken = await reconcile('--organization', hall.organizer.organization.id);
  expect(broken.output).toContain(`ORDER_SUMS  ${orderId}  organization ${hall.organizer.organization.id}`);
  expect(broken.output).toContain(`ORDER_PAID  ${orderId}`);
  expect(broken.code).toBe(1);

  expect(await reconcile('--organisation', 'x')).toMatchObject({ code: 2, output: expect.stringContaining('Usage') });
});
