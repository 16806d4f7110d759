import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** Milliseconds within which a client must have sent its headers, and its whole request. */
const HEADERS_TIMEOUT = 15_000;
const REQUEST_TIMEOUT = 60_000;

/** What answers. */
interface Served {
  readonly answer: RequestListener;
  /** Takes over a connection that is to be one of WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** A listening server that can be drained. */
export class Listener {
  readonly url: string;
  readonly port: number;
  private readonly server: Server;
  private readonly open: ReadonlySet<ServerResponse>;

  private constructor(server: Server, open: ReadonlySet<ServerResponse>, host: string) {
    this.server = server;
    this.open = open;
    this.port = (server.address() as AddressInfo).port;
    this.url = `http://${host.includes(':') ? `[${host}]` : host}:${this.port}`;
  }

  /** Listens; rejects if the port is taken. Port 0 is any free one. */
  static async start({ answer, upgrade }: Served, port: number, host: string): Promise<Listener> {
    const open = new Set<ServerResponse>();
    const server = createServer(
      { headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
      (request, response) => {
        open.add(response);
        response.once('close', () => open.delete(response));
        answer(request, response);
      },
    );
    server.on('upgrade', upgrade);
    server.listen(port, host);
    await once(server, 'listening');
    return new Listener(server, open, host);
  }

  /** Takes no new connections, lets requests in hand end for at most `limit` milliseconds, then cuts them off. */
  async drain(limit: number): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const response of this.open) if (!response.headersSent) response.setHeader('connection', 'close');
    const cutOff = setTimeout(() => this.server.closeAllConnections(), limit);
    await closed;
    clearTimeout(cutOff);
  }
}
