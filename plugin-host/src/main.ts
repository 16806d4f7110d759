import { createInterface } from 'node:readline';
import { ConfigError, type HostConfig, parseConfig } from './config.ts';
import { startServer } from './server.ts';

const DRAIN_MS = 10_000;

/** The token is the first line of standard input; its end means that the process that started the host is gone. */
function readTokenLine(): Promise<string> {
  return new Promise(resolve => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', resolve);
    lines.once('close', () => process.exit(0));
  });
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
const token = config.token ?? (await readTokenLine());
const server = await startServer({ ...config, token });
let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  await server.close(DRAIN_MS);
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
