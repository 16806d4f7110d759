import type { Server } from 'node:net';
import { EmbeddedError } from './embedded-error.ts';

/** Listens on a port of the loopback interface. @throws EmbeddedError EMBEDDED_PORT_TAKEN */
export function listenOn(
  server: Pick<Server, 'listen' | 'once' | 'off'>,
  port: number,
  service: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new EmbeddedError(
          taken ? 'EMBEDDED_PORT_TAKEN' : 'EMBEDDED_START_FAILED',
          taken ? `${service}: port ${port} is taken by another program` : `${service}: ${error.message}`,
          { cause: error },
        ),
      );
    };
    server.once('error', refuse);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** Takes no more connections and resolves when the last one is gone. */
export const stopListening = (server: Pick<Server, 'close'>) =>
  new Promise<void>(resolve => server.close(() => resolve()));
