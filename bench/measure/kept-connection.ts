import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

interface Waiting {
  resolve(body: string): void;
  reject(error: Error): void;
}

/**
 * One HTTP/1.1 connection that stays open and has one request in hand at a time. A client of the bench's own, because
 * `fetch` takes about as much processor time per request as what is measured, on the same two cores.
 */
export class KeptConnection {
  private readonly socket: Socket;
  private readonly head: string;
  private received: Buffer[] = [];
  private waiting: Waiting | undefined;

  private constructor(socket: Socket, url: URL) {
    this.socket = socket;
    this.head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\n`;
    socket.setNoDelay(true);
    socket.on('data', chunk => this.receive(chunk));
    socket.on('error', error => this.fail(error));
    socket.on('close', () => this.fail(new Error('The server closed the connection.')));
  }

  static async open(url: string): Promise<KeptConnection> {
    const to = new URL(url);
    const socket = connect(Number(to.port), to.hostname);
    await once(socket, 'connect');
    return new KeptConnection(socket, to);
  }

  /** Posts JSON; the text of the answer, which must state its length. */
  post(body: string, headers = ''): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(`${this.head}${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    this.received.push(chunk);
    const all = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    this.received = [all];
    const end = all.indexOf('\r\n\r\n');
    if (end === -1) return;
    const [, length] = /\r\ncontent-length: *(\d+)/i.exec(all.toString('latin1', 0, end)) ?? [];
    if (!length) {
      this.fail(new Error('The answer states no length.'));
      return;
    }
    const total = end + 4 + Number(length);
    if (all.length < total) return;
    this.received = [];
    this.take()?.resolve(all.toString('utf8', end + 4, total));
  }

  private fail(error: Error): void {
    this.take()?.reject(error);
  }

  private take(): Waiting | undefined {
    const { waiting } = this;
    this.waiting = undefined;
    return waiting;
  }
}
