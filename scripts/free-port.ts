import { once } from 'node:events';
import { createServer } from 'node:net';

/** Ports below those that embedded servers take by themselves, and below those of outgoing connections. */
const FIRST = 10_000;
const LAST = 24_000;
const ATTEMPTS = 50;

/**
 * A port of the loopback interface that nothing listens on, and that no outgoing connection takes while a server that
 * had it is being started again.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const server = createServer().listen({ port, host: '127.0.0.1', exclusive: true });
    try {
      await once(server, 'listening');
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
