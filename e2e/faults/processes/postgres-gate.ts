import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One commit: a transaction's, or that of a statement outside of one. */
export interface CommitPoint {
  /** Which subgraph's role wrote, and what, e.g. `payments: insert orders, insert order_item, update cart`. */
  readonly label: string;
}

interface Trap {
  readonly label: string;
  readonly phase: 'before' | 'after';
  /** Commits with this label that pass before it closes. */
  left: number;
  readonly caught: () => void;
}

/** Signs of life that a process gives while a step of it lasts: nothing follows from one, and they come at any time. */
const SIGN_OF_LIFE = /set leased_until = .* and leased_until is not null|update idempotency_key set created_at/s;

/**
 * Stands between a server and PostgreSQL, reads the wire protocol, and stops at a commit that is named: before PostgreSQL
 * hears of it, or once it is done and before the server hears of that. The server under test runs as in production; it
 * holds no hook for faults.
 */
export class PostgresGate {
  /** The connection URL to give to the server. */
  readonly url: string;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private trap: Trap | undefined;
  private recording: CommitPoint[] | undefined;

  private constructor(server: Server, target: URL) {
    this.server = server;
    const own = new URL(target);
    own.port = String((server.address() as AddressInfo).port);
    this.url = own.href;
    server.on('connection', socket => this.pass(socket, target));
  }

  static async open(targetUrl: string): Promise<PostgresGate> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PostgresGate(server, new URL(targetUrl));
  }

  /** The commits of whatever `work` does. */
  async record(work: () => Promise<unknown>): Promise<CommitPoint[]> {
    this.recording = [];
    try {
      await work();
      return this.recording;
    } finally {
      this.recording = undefined;
    }
  }

  /** Stops at the `occurrence`th commit with this label from now on, counted from 0. Resolves when it is there. */
  catchCommit(label: string, occurrence: number, phase: 'before' | 'after'): Promise<void> {
    return new Promise(caught => {
      this.trap = { label, phase, left: occurrence, caught };
    });
  }

  disarm(): void {
    this.trap = undefined;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(client: Socket, target: URL): void {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    new Conversation(client, upstream, point => this.decide(point)).start();
  }

  private decide(point: CommitPoint): 'pass' | 'before' | 'after' {
    this.recording?.push(point);
    if (this.trap?.label !== point.label) return 'pass';
    if (this.trap.left > 0) {
      this.trap.left -= 1;
      return 'pass';
    }
    const { phase, caught } = this.trap;
    this.trap = undefined;
    caught();
    return phase;
  }
}

const READY_FOR_QUERY = 'Z';

/** One connection: what the client sends is passed on batch by batch, so that a batch can be withheld. */
class Conversation {
  private readonly client: Socket;
  private readonly upstream: Socket;
  private readonly decide: (point: CommitPoint) => 'pass' | 'before' | 'after';
  private fromClient = Buffer.alloc(0);
  private fromServer = Buffer.alloc(0);
  private started = false;
  private stopped = false;
  private user = '';
  private readonly prepared = new Map<string, string>();
  private batch: Buffer[] = [];
  private statements: string[] = [];
  private inTransaction = false;
  private writes: string[] = [];
  /** For each batch that is under way, whether its answer is withheld. */
  private readonly withheld: boolean[] = [];

  constructor(client: Socket, upstream: Socket, decide: (point: CommitPoint) => 'pass' | 'before' | 'after') {
    this.client = client;
    this.upstream = upstream;
    this.decide = decide;
  }

  start(): void {
    this.client.on('data', data => {
      this.fromClient = Buffer.concat([this.fromClient, data]);
      this.readClient();
    });
    this.upstream.on('data', data => {
      this.fromServer = Buffer.concat([this.fromServer, data]);
      this.readServer();
    });
  }

  private readClient(): void {
    if (!this.started) {
      if (this.fromClient.length < 8) return;
      const length = this.fromClient.readInt32BE(0);
      if (this.fromClient.length < length) return;
      const parts = this.fromClient.subarray(8, length).toString().split('\0');
      this.user = parts[parts.indexOf('user') + 1] ?? '';
      this.upstream.write(this.fromClient.subarray(0, length));
      this.fromClient = this.fromClient.subarray(length);
      this.started = true;
    }
    for (let message = this.nextOf('fromClient'); message; message = this.nextOf('fromClient')) this.take(message);
  }

  private nextOf(side: 'fromClient' | 'fromServer'): Buffer | undefined {
    const buffer = this[side];
    if (buffer.length < 5) return undefined;
    const length = 1 + buffer.readInt32BE(1);
    if (buffer.length < length) return undefined;
    this[side] = buffer.subarray(length);
    return buffer.subarray(0, length);
  }

  private take(message: Buffer): void {
    if (this.stopped) return;
    const type = String.fromCharCode(message[0]!);
    this.batch.push(message);
    if (type === 'Q') this.statements.push(text(message, 5));
    if (type === 'P') {
      const name = text(message, 5);
      this.prepared.set(name, text(message, 5 + name.length + 1));
    }
    if (type === 'B') {
      const portal = text(message, 5);
      this.statements.push(this.prepared.get(text(message, 5 + portal.length + 1)) ?? '');
    }
    const ends = type === 'Q' || type === 'S';
    if (!ends && !'PBDECHF'.includes(type)) this.flush();
    if (ends) this.send();
  }

  private send(): void {
    const point = this.commitPoint();
    this.statements = [];
    const decision = point ? this.decide(point) : 'pass';
    if (decision === 'before') {
      this.stopped = true;
      return;
    }
    this.withheld.push(decision === 'after');
    this.flush();
  }

  private flush(): void {
    this.upstream.write(Buffer.concat(this.batch));
    this.batch = [];
  }

  /** What the batch commits, if it does; keeps track of the transaction that it is part of. */
  private commitPoint(): CommitPoint | undefined {
    for (const statement of this.statements) {
      if (/^\s*(begin|start transaction)/i.test(statement)) {
        this.inTransaction = true;
        this.writes = [];
      }
      if (!SIGN_OF_LIFE.test(statement)) this.writes.push(...writesOf(statement));
      if (/^\s*(rollback|abort)(?!\s+to)/i.test(statement)) {
        this.inTransaction = false;
        this.writes = [];
      }
      if (/^\s*(commit|end)\b/i.test(statement)) this.inTransaction = false;
    }
    if (this.inTransaction || this.writes.length === 0) return undefined;
    const label = `${this.user.replace('ticketbase_', '')}: ${[...new Set(this.writes)].join(', ')}`;
    this.writes = [];
    return { label };
  }

  private readServer(): void {
    for (;;) {
      if (this.stopped) return;
      const message = this.nextOf('fromServer');
      if (!message) return;
      if (this.withheld[0]) {
        // Committed and not told: nothing of this answer is passed on, ever.
        if (String.fromCharCode(message[0]!) === READY_FOR_QUERY) this.stopped = true;
        continue;
      }
      if (String.fromCharCode(message[0]!) === READY_FOR_QUERY && this.started) this.withheld.shift();
      this.client.write(message);
    }
  }
}

const text = (message: Buffer, start: number) => message.toString('utf8', start, message.indexOf(0, start));

/** The tables that a statement writes, with the verb. */
function writesOf(statement: string): string[] {
  const sql = statement
    .replaceAll(/'[^']*'/g, "''")
    .replaceAll(/\bfor\s+(no\s+key\s+)?update\b/gi, '')
    .replaceAll(/\bdo\s+update\s+set\b/gi, '');
  const found = sql.matchAll(/\b(insert\s+into|update|delete\s+from)\s+(?:"?\w+"?\.)?"?(\w+)"?/gi);
  return [...found].map(([, verb, table]) => `${verb!.split(/\s/)[0]!.toLowerCase()} ${table}`);
}
