import { ask } from '../gateway/api.ts';

const REQUESTS = 'query ($pluginId: ID!) { plugin(id: $pluginId) { latest { requests { kind name } } } }';
const INSTALL = `mutation ($pluginId: ID!, $consent: [PluginRequestInput!]) {
  installPlugin(pluginId: $pluginId, grant: [], consent: $consent) { id } }`;
const CONFIGURE =
  'mutation ($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { id } }';
const ENABLE = 'mutation ($id: ID!) { enablePlugin(installationId: $id) { enabled } }';

interface Asking {
  readonly plugin: { readonly latest: { readonly requests: readonly object[] } };
}

/** Installs a published plugin that asks for no scope, configures it if it has something to be told, and enables it. */
export async function installPlugin(url: string, token: string, pluginId: string, configuration?: object) {
  const { plugin } = await ask<Asking>(url, token, REQUESTS, { pluginId });
  const consent = plugin.latest.requests;
  const installed = await ask<{ installPlugin: { id: string } }>(url, token, INSTALL, { pluginId, consent });
  const { id } = installed.installPlugin;
  if (configuration) await ask(url, token, CONFIGURE, { id, configuration });
  await ask(url, token, ENABLE, { id });
}
