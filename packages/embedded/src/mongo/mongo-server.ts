import { createServer, type Socket } from 'node:net';
import { listenOn, stopListening } from '../listen.ts';
import type { ServerContext } from './commands/command.ts';
import { Cursors } from './cursors.ts';
import { dispatch } from './dispatch.ts';
import { Store } from './store/store.ts';
import { removeExpired } from './ttl.ts';
import { serveConnection } from './wire/connection.ts';

export interface MongoServerOptions {
  directory: string;
  port: number;
  /** How often TTL indexes and idle cursors are looked after. */
  sweepMs: number;
}

export interface MongoServer {
  close(): Promise<void>;
}

/** Serves MongoDB's wire protocol over a directory, in this process. */
export async function serveMongo({ directory, port, sweepMs }: MongoServerOptions): Promise<MongoServer> {
  const context: ServerContext = { store: new Store(directory), cursors: new Cursors() };
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, command => dispatch(command, context));
  });
  await listenOn(server, port, 'MongoDB');
  const sweep = setInterval(() => {
    context.cursors.expire();
    try {
      removeExpired(context.store);
    } catch (error) {
      console.error('Expired documents could not be removed', error);
    }
  }, sweepMs);
  return {
    async close() {
      clearInterval(sweep);
      const closed = stopListening(server);
      for (const socket of sockets) socket.destroy();
      await closed;
      await context.store.close();
    },
  };
}
