import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** Another program listens where the server should. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);
  }
}

/** Looks before anything is started, so that the message comes at once. Throws PortTakenError. */
export async function assertPortIsFree(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen({ host, port, exclusive: true });
    await listening;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortTakenError(port);
    throw error;
  } finally {
    server.close();
  }
}

/** As embedded servers choose: below what systems give to outgoing connections, which begin at 32,768 on Linux. */
const FIRST_PORT = 24_000;
const LAST_PORT = 32_000;
const ATTEMPTS = 50;

/** Ports of the loopback interface, each another, that nothing listens on now and that no outgoing connection takes. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  try {
    while (held.length < count) held.push(await holdAny());
    return held.map(server => (server.address() as AddressInfo).port);
  } finally {
    await Promise.all(held.map(server => new Promise(resolve => server.close(resolve))));
  }
}

async function holdAny(): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    const server = createServer().listen({ port, host: '127.0.0.1', exclusive: true });
    try {
      await once(server, 'listening');
      return server;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
