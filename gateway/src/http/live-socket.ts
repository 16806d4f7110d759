import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Logger, networkOf, newId } from '@ticketbase/kernel';
import { GraphQLSchema, parse } from 'graphql';
import { CloseCode, handleProtocols, MessageType, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { GatewayConfig } from '../config.ts';
import type { LiveSubscriptions } from '../live/live-subscriptions.ts';
import { MAX_USER_AGENT } from '../request-context.ts';

const PATH = '/graphql';
/** Milliseconds within which a client must have said who it is. */
const INIT_WITHIN = 5_000;
/** Between two pings; a client that has not answered one by the next is gone. */
const HEARTBEAT = 12_000;
/** After this time without a subscription a connection is closed. */
const IDLE = 60_000;
/** A client that does not take what it is sent does not take its farewell either. */
const FAREWELL = 1_000;
/** Connections of clients of one network (an address; of IPv6, one /64): whoever has not said who they are has one, too. */
const MOST_OF_ONE = 100;
/** Beside its own length, what a message that is not answered yet takes up. */
const WEIGHT = 1_000;
const GOING_AWAY = 1001;
/** Beside those of the protocol: the client may come back at once. */
const TOO_SLOW = 4413;
const IDLE_TOO_LONG = 4410;

const PONG = JSON.stringify({ type: MessageType.Pong });

interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

export interface LiveSocketParts {
  readonly live: LiveSubscriptions;
  readonly config: GatewayConfig;
  readonly logger: Logger;
  isDraining(): boolean;
}

/**
 * Subscriptions over a WebSocket at `/graphql` (the protocol graphql-transport-ws). The payload of `connection_init` says
 * who asks: `{ "authorization": "Bearer …" }`. A browser on another site is refused by its Origin, which no page can
 * choose.
 */
export class LiveSocket {
  private readonly parts: LiveSocketParts;
  private readonly server: WebSocketServer;
  private readonly protocol: Server<Connection>;
  /** Connections by the network of their client. */
  private readonly byNetwork = new Map<string, number>();

  constructor(parts: LiveSocketParts) {
    this.parts = parts;
    const maxPayload = parts.config.body.maxBytes;
    this.server = new WebSocketServer({ noServer: true, autoPong: false, maxPayload, handleProtocols });
    this.protocol = makeServer<Record<string, unknown>, Connection>({
      connectionInitWaitTimeout: INIT_WITHIN,
      onSubscribe: async ({ connectionParams, extra: { socket, request } }, _id, payload) => {
        const requestId = newId();
        const transport = { isClogged: () => socket.bufferedAmount > 0, abandon: () => farewell(socket) };
        const authorization = connectionParams?.authorization ?? connectionParams?.Authorization;
        try {
          const stream = await parts.live.open(
            {
              ...{
                ...payload,
                requestId,
                authorization: typeof authorization === 'string' ? authorization : undefined,
              },
              client: {
                ip: addressOf(request, parts.config.trustProxy),
                userAgent: request.headers['user-agent']?.slice(0, MAX_USER_AGENT),
              },
            },
            transport,
          );
          return { schema: NOT_USED, document: ANY_SUBSCRIPTION, rootValue: stream };
        } catch (error) {
          return parts.live.shown(error, requestId);
        }
      },
      subscribe: ({ rootValue }) => rootValue as never,
      // Errors are formed already.
      onNext: (_context, _id, _payload, _args, result) => result as never,
    });
    this.server.on('connection', (socket, request) => this.serve(socket, request));
  }

  /** Takes a connection over from HTTP, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refused = this.refusal(request);
    if (refused !== undefined) {
      socket.end(`HTTP/1.1 ${refused}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    socket.on('error', () => {});
    this.server.handleUpgrade(request, socket, head, client => this.server.emit('connection', client, request));
  }

  /** Says goodbye to all clients, and cuts off those that do not answer within the limit of milliseconds. */
  async close(limit: number): Promise<void> {
    const { clients } = this.server;
    const gone = [...clients].map(client => new Promise<void>(resolve => client.once('close', () => resolve())));
    for (const client of clients) client.close(GOING_AWAY, 'Going away');
    const cutOff = setTimeout(() => {
      for (const client of clients) client.terminate();
    }, limit);
    await Promise.all(gone);
    clearTimeout(cutOff);
    this.server.close();
  }

  private refusal(request: IncomingMessage): string | undefined {
    const { config } = this.parts;
    if (request.url?.split('?')[0] !== PATH) return '404 Not Found';
    if (this.parts.isDraining()) return '503 Service Unavailable';
    if (this.server.clients.size >= config.subscriptions.total) return '503 Service Unavailable';
    if ((this.byNetwork.get(networkOfClient(request, config.trustProxy)) ?? 0) >= MOST_OF_ONE)
      return '429 Too Many Requests';
    const { origin, host } = request.headers;
    if (origin === undefined) return undefined;
    const own = [new URL(config.publicUrl).origin, `http://${host}`, `https://${host}`];
    return own.includes(origin) || config.corsOrigins.includes(origin) ? undefined : '403 Forbidden';
  }

  private serve(socket: WebSocket, request: IncomingMessage): void {
    this.count(networkOfClient(request, this.parts.config.trustProxy), 1);
    socket.once('close', () => this.count(networkOfClient(request, this.parts.config.trustProxy), -1));
    let heard = true;
    let busyAt = performance.now();
    const heartbeat = setInterval(() => {
      if (!heard) return socket.terminate();
      if (busy > 0) busyAt = performance.now();
      else if (performance.now() - busyAt > IDLE) return socket.close(IDLE_TOO_LONG, 'No subscription');
      heard = false;
      socket.ping();
    }, HEARTBEAT);
    let busy = 0;
    // Answers that a client asks for and does not take are held in memory, so what asks for them is bounded: pings are not
    // answered while something waits to be taken, and of all else so much may be in hand as two requests may hold.
    const mostInHand = 2 * (this.parts.config.body.maxBytes + WEIGHT);
    let inHand = 0;
    const takesAnswers = () => socket.bufferedAmount === 0;
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: data =>
          new Promise<void>((resolve, reject) => {
            if (socket.readyState === socket.OPEN) socket.send(data, error => (error ? reject(error) : resolve()));
            else resolve();
          }),
        close: (code, reason) => socket.close(code, reason),
        onPing: () => void (takesAnswers() && socket.send(PONG)),
        onMessage: take =>
          socket.on('message', data => {
            if (socket.readyState !== socket.OPEN) return;
            const text = String(data);
            const weight = text.length + WEIGHT;
            if (inHand + weight > mostInHand) return farewell(socket);
            inHand += weight;
            busy += 1;
            take(text)
              .catch(error => this.fail(socket, error))
              .finally(() => {
                inHand -= weight;
                busy -= 1;
              });
          }),
      },
      { socket, request },
    );
    socket.on('ping', data => void (takesAnswers() && socket.pong(data)));
    socket.on('pong', () => {
      heard = true;
    });
    // Such as a message that is too large: the socket closes by itself.
    socket.on('error', error => this.parts.logger.debug({ err: error }, 'a live connection has failed'));
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      void closed(code, String(reason));
    });
  }

  /** Connections of this machine are not counted: there a proxy that is not trusted would have all clients share one. */
  private count(network: string, by: 1 | -1): void {
    if (network === LOOPBACK) return;
    const count = (this.byNetwork.get(network) ?? 0) + by;
    if (count > 0) this.byNetwork.set(network, count);
    else this.byNetwork.delete(network);
  }

  private fail(socket: WebSocket, error: unknown): void {
    if (socket.readyState === socket.OPEN) this.parts.logger.error({ err: error }, 'unexpected fault');
    socket.close(CloseCode.InternalServerError, 'Something went wrong on our side.');
  }
}

function farewell(socket: WebSocket): void {
  socket.close(TOO_SLOW, 'SUBSCRIPTION_TOO_SLOW');
  setTimeout(() => socket.terminate(), FAREWELL).unref();
}

/** The address of the client: the last one that `trustProxy` proxies in front did not add themselves. */
function addressOf({ socket, headers }: IncomingMessage, trustProxy: number): string | undefined {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const hops = [socket.remoteAddress, ...forwarded.map(hop => hop.trim()).reverse()].filter(hop => hop);
  return hops[Math.min(trustProxy, hops.length - 1)];
}

const LOOPBACK = 'loopback';

function networkOfClient(request: IncomingMessage, trustProxy: number): string {
  const address = addressOf(request, trustProxy) ?? '';
  return /^(::1$|(::ffff:)?127\.)/.test(address) ? LOOPBACK : networkOf(address);
}

const NOT_USED = new GraphQLSchema({});
/** graphql-ws looks here for the kind of the operation; what it is was found out when the stream was opened. */
const ANY_SUBSCRIPTION = parse('subscription { live }', { noLocation: true });
