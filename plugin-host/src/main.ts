import { rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Address, ConfigError, type HostConfig, parseConfig } from './config.ts';
import { ConfinementError, startServer } from './server.ts';

const DRAIN_MS = 10_000;

/** The token is the first line of standard input; its end means that the process that started the host is gone. */
function readTokenLine(address: Address): Promise<string> {
  return new Promise(resolve => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', resolve);
    lines.once('close', () => {
      if ('path' in address) removeSocket(address.path);
      process.exit(0);
    });
  });
}

/** Removes the socket and, when nothing else is in it, the folder that was made for it. */
function removeSocket(file: string): void {
  rmSync(file, { force: true });
  try {
    rmdirSync(path.dirname(file));
  } catch {
    // It holds other things: not ours to remove.
  }
}

function readConfig(): HostConfig {
  try {
    return parseConfig(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

const config = readConfig();
const token = config.token ?? (await readTokenLine(config.address));
const server = await startServer({ ...config, token }).catch((error: unknown) => {
  if (!(error instanceof ConfinementError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  await server.close(DRAIN_MS);
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
