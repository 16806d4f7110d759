import { resolve } from 'node:path';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import { installPlugin } from './install-plugin.ts';
import { publishBundle } from './publish-bundle.ts';

const PLUGIN = resolve(import.meta.dirname, '../../plugins/offline-payments');

/** Publishes the plugin for payments by hand, and installs, configures and enables it for the organizer. */
export async function installOfflinePayments(url: string, token: string): Promise<void> {
  const built = await buildPlugin(PLUGIN);
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  await publishBundle(url, token, built.archive);
  const configuration = { accountHolder: 'Bench Hall', iban: 'DE89370400440532013000' };
  await installPlugin(url, token, 'offline-payments', configuration);
}
