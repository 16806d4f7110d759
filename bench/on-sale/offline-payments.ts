import { resolve } from 'node:path';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import { ask } from '../gateway/api.ts';

const PLUGIN = resolve(import.meta.dirname, '../../plugins/offline-payments');
const PUBLISH =
  'mutation ($bundle: Upload!) { publishPlugin(bundle: $bundle) { version { status } supergraphRelease } }';
const INSTALL = 'mutation { installPlugin(pluginId: "offline-payments", grant: []) { id } }';
const CONFIGURE =
  'mutation ($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { id } }';
const ENABLE = 'mutation ($id: ID!) { enablePlugin(installationId: $id) { enabled } }';

/** Publishes the plugin for payments by hand, and installs, configures and enables it for the organizer. */
export async function installOfflinePayments(url: string, token: string): Promise<void> {
  const built = await buildPlugin(PLUGIN);
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: PUBLISH, variables: { bundle: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.bundle'] }));
  form.set('0', new Blob([new Uint8Array(built.archive)]), 'offline-payments.zip');
  const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: form });
  const { errors } = (await response.json()) as { errors?: ReadonlyArray<{ extensions: { code: string } }> };
  if (errors && errors[0]!.extensions.code !== 'PLUGIN_VERSION_EXISTS') throw new Error(JSON.stringify(errors));
  const { installPlugin } = await ask<{ installPlugin: { id: string } }>(url, token, INSTALL);
  const configuration = { accountHolder: 'Bench Hall', iban: 'DE89370400440532013000' };
  await ask(url, token, CONFIGURE, { id: installPlugin.id, configuration });
  await ask(url, token, ENABLE, { id: installPlugin.id });
}
