import { fileURLToPath } from 'node:url';
import { Viewer } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type World } from './plugins-world.ts';

const IBAN = 'DE89 3704 0044 0532 0130 00';
const owner = testViewer();
const payment = {
  method: 'bank-transfer',
  amount: 2500,
  currency: 'EUR',
  orderId: '018f0000-0000-7000-8000-000000000001',
  orderNumber: 'A-1001',
  buyerName: 'Mia Buyer',
  buyerEmail: 'mia@example.com',
  returnUrl: 'https://shop.example.com/order',
};

let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({ pluginHost: host.host });
  world.slugs.set('mias-concerts', owner.organizationId);
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

test('offline-payments goes from its folder to an answer through both doors', async () => {
  const built = await buildPlugin(fileURLToPath(new URL('../../../plugins/offline-payments', import.meta.url)));
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  const before = await world.data(Viewer.service('gateway'), '{ supergraphRelease { id sdl } }');
  expect(before.supergraphRelease.sdl).not.toContain('offlinePayments_');

  const published = await world.publish(owner, built.archive);
  expect(published.errors).toBeUndefined();
  expect(published.data).toMatchObject({
    publishPlugin: { plugin: { id: 'offline-payments' }, version: { version: '1.0.0', status: 'PUBLISHED' } },
  });
  const after = await world.data(
    Viewer.service('gateway'),
    'query ($have: ID) { supergraphRelease(ifNot: $have) { id sdl } }',
    { have: before.supergraphRelease.id },
  );
  expect(after.supergraphRelease.sdl).toContain('offlinePayments_createPaymentReference(');
  expect(world.subgraph.sdl).toContain('offlinePayments_createPaymentReference(');

  const execute = `mutation ($params: JSON, $organization: String) {
    executeAction(pluginId: "offline-payments", action: "create-payment-reference", params: $params, organization: $organization) { ok data error { code } requestId } }`;
  expect(codeOf(await world.ask(owner, execute, { params: payment }))).toBe('PLUGIN_NOT_INSTALLED');

  const { installPlugin } = await world.data(
    owner,
    `mutation ($consent: [PluginRequestInput!]) {
      installPlugin(pluginId: "offline-payments", grant: [], consent: $consent) { id enabled configured version { version } } }`,
    { consent: await world.requestsOf('offline-payments') },
  );
  expect(installPlugin).toMatchObject({ enabled: false, configured: false, version: { version: '1.0.0' } });
  expect(codeOf(await world.ask(owner, execute, { params: payment }))).toBe('PLUGIN_DISABLED');
  const enable = 'mutation ($id: ID!) { enablePlugin(installationId: $id) { enabled } }';
  expect(codeOf(await world.ask(owner, enable, installPlugin))).toBe('PLUGIN_NOT_CONFIGURED');
  const noMethods = await world.data(
    Viewer.service('payments', owner.organizationId),
    '{ paymentMethodsForService { id } }',
  );
  expect(noMethods.paymentMethodsForService).toEqual([]);

  const configured = await world.data(
    owner,
    'mutation ($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { configuration } }',
    { id: installPlugin.id, configuration: { accountHolder: 'Mia Concerts', iban: IBAN } },
  );
  expect(configured.configurePlugin.configuration).toEqual({ accountHolder: 'Mia Concerts', iban: '••••••••' });

  expect(await world.data(owner, enable, installPlugin)).toEqual({ enablePlugin: { enabled: true } });

  const generic = await world.data(owner, execute, { params: payment });
  expect(generic.executeAction).toMatchObject({ ok: true, error: null });
  expect(generic.executeAction.data.instructions).toContain('Mia Concerts');

  const typed = await world.data(
    Viewer.anonymous,
    `mutation ($input: OfflinePaymentsCreatePaymentReferenceInput!) {
      offlinePayments_createPaymentReference(input: $input, organization: "mias-concerts") { reference instructions nextAction { type } } }`,
    { input: { ...payment, method: 'BANK_TRANSFER' } },
  );
  expect(typed.offlinePayments_createPaymentReference).toEqual(generic.executeAction.data);

  const methods = await world.data(
    Viewer.service('payments', owner.organizationId),
    '{ paymentMethodsForService { id pluginId methodId label startAction confirmAction refundAction } }',
  );
  expect(methods.paymentMethodsForService[0]).toEqual({
    id: 'offline-payments:bank-transfer',
    pluginId: 'offline-payments',
    methodId: 'bank-transfer',
    label: 'Bank transfer',
    startAction: 'create-payment-reference',
    confirmAction: 'confirm-payment',
    refundAction: null,
  });
});

test('references of its entities resolve with a plugin’s actions in the schema, too', async () => {
  const answer = await world.data(
    owner,
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Plugin { name latest { actions { mutationField } } } } _service { sdl } }`,
    { r: [{ __typename: 'Plugin', id: 'offline-payments' }] },
  );
  expect(answer._entities[0].latest.actions[0].mutationField).toBe('offlinePayments_createPaymentReference');
  expect(answer._service.sdl).toContain('offlinePayments_createPaymentReference');
});
