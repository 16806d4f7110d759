import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';

const MAX_ATTEMPTS = 10;
/**
 * Below those that systems give to outgoing connections, which begin at 32,768 on Linux: such a connection would have the
 * port while a server that had it is being started again.
 */
const FIRST_PORT = 24_000;
const LAST_PORT = 32_000;

/** True if nothing listens on this port of the loopback interface. */
function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/**
 * Starts a service on the wanted port, else on the one this data directory had last (so that bookmarks and open shells
 * keep working), else on any free one. A port that was free may be another's a moment later: unless it was asked for,
 * another is tried.
 * @throws EmbeddedError EMBEDDED_PORT_TAKEN if a port was asked for and something listens on it
 */
export async function onPort<T>(
  { wanted, dataDir, service }: { wanted: number | undefined; dataDir: string; service: string },
  start: (port: number) => Promise<T>,
): Promise<{ port: number; started: T }> {
  if (wanted) {
    await requireFree(wanted, service);
    return { port: wanted, started: await start(wanted) };
  }
  const last = await rememberedPort(dataDir);
  for (let attempt = 1; ; attempt++) {
    const port = attempt === 1 && last && (await isFree(last)) ? last : await anyFree();
    try {
      const started = await start(port);
      // Only a convenience for the next start: what runs is not given up for it.
      await writeFile(join(dataDir, 'port'), `${port}\n`).catch(() => {});
      return { port, started };
    } catch (error) {
      const taken = error instanceof EmbeddedError && error.code === 'EMBEDDED_PORT_TAKEN';
      if (!taken || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function anyFree(): Promise<number> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (await isFree(port)) return port;
  }
  return listenOnce(0);
}

/** @throws EmbeddedError EMBEDDED_PORT_TAKEN */
export async function requireFree(port: number, service: string): Promise<void> {
  if (await isFree(port)) return;
  throw new EmbeddedError('EMBEDDED_PORT_TAKEN', `${service}: port ${port} is taken by another program`);
}

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
