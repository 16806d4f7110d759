import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';

/** True if nothing listens on this port of the loopback interface. */
export function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/**
 * The port to listen on: the wanted one, else the one this data directory had last (so that bookmarks and open shells
 * keep working), else any free one.
 * @throws EmbeddedError EMBEDDED_PORT_TAKEN if a port was asked for and something listens on it
 */
export async function choosePort(wanted: number | undefined, dataDir: string, service: string): Promise<number> {
  if (wanted) {
    if (await isFree(wanted)) return wanted;
    throw new EmbeddedError('EMBEDDED_PORT_TAKEN', `${service}: port ${wanted} is taken by another program`);
  }
  const last = await rememberedPort(dataDir);
  return last && (await isFree(last)) ? last : listenOnce(0);
}

/** Keeps the port for the next start of the same data directory. */
export const rememberPort = (dataDir: string, port: number) => writeFile(join(dataDir, 'port'), `${port}\n`);

async function rememberedPort(dataDir: string): Promise<number | undefined> {
  const text = await readFile(join(dataDir, 'port'), 'utf8').catch(() => '');
  const port = Number.parseInt(text, 10);
  return port > 0 && port < 65_536 ? port : undefined;
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
