import path from 'node:path';
import { readPluginSource } from '../bundle/build-plugin.ts';
import { type CommandResult, faults, serverFault } from './command-result.ts';
import type { CliConfig } from './config.ts';
import { Server, type ServerFault } from './server.ts';

/** The plugin of a folder, as it is installed in the organization of the token. */
export interface InstalledPlugin<Fields> {
  /** The plugin's id. */
  readonly pluginId: string;
  readonly server: Server;
  readonly installation: { id: string } & Fields;
}

/** Finds it, with further fields of PluginInstallation; or says as the end of the command why there is none. */
export async function findInstalled<Fields = object>(
  command: string,
  { dir, endpoint, token }: CliConfig,
  fields = '',
): Promise<{ ok: true; found: InstalledPlugin<Fields> } | { ok: false; result: CommandResult }> {
  const source = await readPluginSource(path.resolve(dir));
  if (!source.ok) return { ok: false, result: faults(command, source.issues) };
  const { id: pluginId } = source.manifest;
  const server = new Server(endpoint!, token!);
  const answer = await server.ask<{ installedPlugins: ({ id: string; plugin: { id: string } } & Fields)[] }>(
    `query InstalledPlugin { installedPlugins { id plugin { id } ${fields} } }`,
  );
  if (!answer.ok) return { ok: false, result: serverFault(command, answer.fault, { id: pluginId }) };
  const installation = answer.data.installedPlugins.find(({ plugin }) => plugin.id === pluginId);
  if (installation) return { ok: true, found: { pluginId, server, installation } };
  return { ok: false, result: serverFault(command, notInstalled(pluginId), { id: pluginId }) };
}

/** What is said of a plugin that the organization does not have. */
export const notInstalled = (pluginId: string): ServerFault => ({
  reason: 'refused',
  code: 'PLUGIN_NOT_INSTALLED',
  message: `${pluginId} is not installed in the organization of the token`,
  issues: [],
});
