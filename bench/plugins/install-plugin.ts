import { ask } from '../gateway/api.ts';

const INSTALL = 'mutation ($pluginId: ID!) { installPlugin(pluginId: $pluginId, grant: []) { id } }';
const CONFIGURE =
  'mutation ($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { id } }';
const ENABLE = 'mutation ($id: ID!) { enablePlugin(installationId: $id) { enabled } }';

/** Installs a published plugin that asks for nothing, configures it if it has something to be told, and enables it. */
export async function installPlugin(url: string, token: string, pluginId: string, configuration?: object) {
  const installed = await ask<{ installPlugin: { id: string } }>(url, token, INSTALL, { pluginId });
  const { id } = installed.installPlugin;
  if (configuration) await ask(url, token, CONFIGURE, { id, configuration });
  await ask(url, token, ENABLE, { id });
}
