import { fileURLToPath } from 'node:url';
import { type LogLine, type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import { readBundle } from '@ticketbase/plugin-sdk/bundle';
import {
  actionsToSDL,
  compileSchema,
  type PluginManifest,
  paymentConfirmOutput,
  paymentStartOutput,
  sensitiveFields,
} from '@ticketbase/plugin-sdk/manifest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const configuration = { accountHolder: 'Harbour Hall', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' };
const order = {
  method: 'bank-transfer',
  amount: 4_250,
  currency: 'EUR',
  orderId: '0198c0de-0000-7000-8000-000000000001',
  orderNumber: 'HH-000042',
  buyerName: 'Ada Example',
  buyerEmail: 'ada@example.com',
  returnUrl: 'https://tickets.example.com/return',
};

let spawned: SpawnedPluginHost;
let manifest: PluginManifest;
let backend: string;
let integrity: string;
const logged: LogLine[] = [];

beforeAll(async () => {
  const built = await buildPlugin(fileURLToPath(new URL('..', import.meta.url)));
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  // What runs here is what a server would take out of the uploaded archive.
  const read = readBundle(built.archive);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  ({ manifest, integrity } = read.bundle);
  backend = new TextDecoder().decode(read.bundle.files.get('backend.js'));
  spawned = await spawnPluginHost({ workers: 1 });
});
afterAll(() => spawned?.stop());

function run(name: string, params: object, settings: Record<string, unknown> = configuration) {
  return spawned.host.run({
    organizationId: 'org-1',
    pluginId: manifest.id,
    version: manifest.version,
    integrity,
    loadBundle: async () => backend,
    kind: 'action',
    name,
    params,
    configuration: settings,
    network: manifest.network,
    requestId: 'req-1',
    onHostCall: async name => Promise.reject(new Error(`${name} is not expected`)),
    onLog: line => logged.push(line),
  });
}
async function start(change: object = {}, settings: Record<string, unknown> = configuration) {
  const result = await run('create-payment-reference', { ...order, ...change }, settings);
  if (!result.ok) throw new Error(result.error.message);
  expect(compileSchema(manifest.actions['create-payment-reference']!.output!)(result.data)).toEqual([]);
  return paymentStartOutput.parse(result.data);
}

describe('paying by bank transfer', () => {
  test('tells the buyer the account, the amount and a reference that banks can check', async () => {
    const { reference, instructions, nextAction } = await start();
    expect(reference).toBe('RF64TBHH000042');
    expect(nextAction).toEqual({ type: 'NONE' });
    expect(instructions).toBe(
      [
        'Please transfer EUR 42.50 with exactly this reference:',
        '',
        'Reference: RF64 TBHH 0000 42',
        'Account holder: Harbour Hall',
        'IBAN: DE02 1203 0000 0000 2020 51',
        'BIC: BYLADEM1001',
        '',
        'Your tickets come by mail as soon as the organizer has confirmed the payment.',
      ].join('\n'),
    );
  });

  test('gives one order the same reference every time, and another order another', async () => {
    expect((await start()).reference).toBe((await start()).reference);
    expect((await start({ orderNumber: 'HH-000043' })).reference).not.toBe((await start()).reference);
  });

  test('begins references with the organizer’s prefix', async () => {
    expect((await start({}, { ...configuration, referencePrefix: 'HALL' })).reference).toMatch(/^RF\d\dHALLHH000042$/);
  });

  test('writes amounts of currencies without minor units as they are', async () => {
    expect((await start({ amount: 5_000, currency: 'JPY' })).instructions).toContain('JPY 5,000');
  });

  test('writes neither the account nor the buyer to the log', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toMatch(/DE02|Ada|ada@/);
  });
});

describe('paying at the door', () => {
  test('tells the buyer what to bring, in the organizer’s words', async () => {
    const settings = { ...configuration, atTheDoorInstructions: 'Cash only, from 18:00.' };
    const { instructions } = await start({ method: 'at-the-door' }, settings);
    expect(instructions).toMatch(
      /^Please pay EUR 42\.50 at the door and give this reference: RF64 TBHH 0000 42\n\nCash only/,
    );
    expect(instructions).not.toContain('DE02');
  });
});

test('a payment stays pending until the organizer confirms it', async () => {
  const { orderId, orderNumber, amount, currency } = order;
  const result = await run('confirm-payment', { orderId, orderNumber, amount, currency, reference: 'RF64TBHH000042' });
  expect(result.ok && paymentConfirmOutput.parse(result.data)).toEqual({ status: 'PENDING' });
});

describe('plugin.json', () => {
  test('keeps the IBAN secret', () => {
    expect(sensitiveFields(manifest)).toEqual(['iban']);
  });

  test.each([
    ['a lower-case IBAN', { iban: 'de02120300000000202051' }, 'iban'],
    ['a missing account holder', { accountHolder: undefined }, 'accountHolder'],
    ['a setting it does not know', { colour: 'red' }, 'colour'],
    ['a prefix with spaces', { referencePrefix: 'T B' }, 'referencePrefix'],
  ])('refuses %s', (_, change, field) => {
    const settings = JSON.parse(JSON.stringify({ ...configuration, ...change }));
    expect(compileSchema(manifest.configSchema)(settings)[0]?.path).toEqual([field]);
  });

  test('offers a typed mutation that takes the method as an enum', () => {
    const sdl = actionsToSDL(manifest);
    expect(sdl.fields[0]?.mutationField).toBe('offlinePayments_createPaymentReference');
    expect(sdl.toParams('create-payment-reference', { ...order, method: 'BANK_TRANSFER' })).toEqual(order);
  });
});
