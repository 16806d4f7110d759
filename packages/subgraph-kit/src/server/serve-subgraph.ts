import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  BadUserInputError,
  continueTrace,
  DomainError,
  FILENAME_HEADER,
  type FindVerificationKey,
  type InternalCall,
  type MetricsAccess,
  mayReadMetrics,
  newId,
  parseDomainEvent,
  REQUEST_ID_HEADER,
  SIGNATURE_HEADER,
  type SubgraphRequest,
  type SubgraphResponse,
  UnsignedRequestError,
  Viewer,
  verifyAccessToken,
  verifyInternalCall,
  WATCH_PATH,
} from '@ticketbase/kernel';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { metrics } from '../telemetry/metrics.ts';
import { EventStreams } from './event-streams.ts';
import type { Subgraph } from './subgraph.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Shared with the gateway and the other subgraphs; signs requests. */
  readonly secret: string;
  readonly findKey: FindVerificationKey;
  /** Who may read `/metrics`; by default callers on this machine. */
  readonly metrics?: MetricsAccess;
  /** Further routes of the subgraph's own, such as its public keys. */
  readonly routes?: Router;
}

export interface SubgraphServer {
  readonly url: string;
  /** Takes no new requests, ends those in hand, and closes. */
  close(): Promise<void>;
}

/** Bodies above this are refused: uploads come base64-encoded, and the gateway bounds them well below. */
const BODY_LIMIT = 32 * 1_024 * 1_024;
const JSON_TYPE = 'application/json; charset=utf-8';

const graphqlBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Serves a subgraph over HTTP to signed callers only: `_entities` is open to whoever reaches the port. */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<SubgraphServer> {
  const streams = new EventStreams(subgraph, options.secret);
  const app = express();
  app.disable('x-powered-by');
  app.get('/health/live', (_, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', (_, response) => ready(subgraph, response));
  app.get('/metrics', (request, response) => figures(options.metrics ?? { from: 'loopback' }, request, response));
  app.get(WATCH_PATH, (request, response) => streams.serve(request, response));
  app.get('/downloads/:token', (request, response) => download(subgraph, options, request, response));
  if (options.routes) app.use(options.routes);
  app.use(express.text({ type: 'application/json', limit: BODY_LIMIT }));
  app.post('/events', (request, response) => answer(subgraph, response, () => event(subgraph, options, request)));

  const answerGraphql = graphqlListener(subgraph, options);
  // What all but every request is does not walk through the app, which takes as long as many an operation.
  const server = createServer((request, response) =>
    isGraphqlPost(request) ? void answerGraphql(request, response) : app(request, response),
  ).listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    async close() {
      const closed = once(server, 'close');
      streams.close();
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

const isGraphqlPost = ({ method, url }: IncomingMessage) => method === 'POST' && url === '/graphql';

/** Answers GraphQL of signed callers. */
function graphqlListener(subgraph: Subgraph, options: ServeOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await outcomeOf(subgraph, request.headers[REQUEST_ID_HEADER], async () =>
      graphql(subgraph, options, request.headers, await textOf(request)),
    );
    if (response.destroyed) return;
    const { cacheControl = 'no-store', ...rest } = body as SubgraphResponse;
    const content = Buffer.from(JSON.stringify(rest));
    const headers = { 'content-type': JSON_TYPE, 'content-length': content.length, 'cache-control': cacheControl };
    response.writeHead(status, headers);
    response.end(content);
  };
}

/** A whole body. Rejects one that is larger than the limit, without the rest of it. */
function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= BODY_LIMIT) return void chunks.push(chunk);
      chunks.length = 0;
      reject(new BadUserInputError([], 'The body is larger than a subgraph takes.'));
    });
    request.once('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()));
    request.once('error', reject);
  });
}

async function figures(access: MetricsAccess, request: Request, response: Response): Promise<void> {
  if (!mayReadMetrics(access, request)) return void response.status(403).end();
  response.type(metrics.contentType).send(await metrics.metrics());
}

async function graphql(subgraph: Subgraph, options: ServeOptions, headers: IncomingHttpHeaders, text: string) {
  const call = verifyInternalCall(options.secret, subgraph.name, textHeader(headers, SIGNATURE_HEADER), text);
  const body = graphqlBody.parse(JSON.parse(text));
  const [viewer, accessToken] = await identify(call, options.findKey, headers.authorization);
  const verified: SubgraphRequest = {
    query: body.query,
    variables: body.variables ?? undefined,
    operationName: body.operationName ?? undefined,
    viewer,
    accessToken,
    requestId: textHeader(headers, REQUEST_ID_HEADER) ?? newId(),
    client: call.client,
  };
  return continueTrace(headers, () => subgraph.execute(verified));
}

const textHeader = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

async function event(subgraph: Subgraph, options: ServeOptions, request: Request) {
  verify(subgraph, options, request);
  const body: unknown = JSON.parse(request.body);
  if (Array.isArray(body)) await subgraph.deliverAll(body.map(parseDomainEvent));
  else await subgraph.deliver(parseDomainEvent(body));
  return { ok: true };
}

/** Streams a file to the gateway. The link's token is what the call is signed for. */
async function download(
  subgraph: Subgraph,
  { secret }: ServeOptions,
  request: Request<{ token: string }>,
  response: Response,
): Promise<void> {
  const { token } = request.params;
  const aborted = new AbortController();
  response.once('close', () => aborted.abort());
  try {
    verifyInternalCall(secret, subgraph.name, request.get(SIGNATURE_HEADER), token);
    const file = await subgraph.download(token, aborted.signal);
    if (!file) return void response.status(404).end();
    response.set({ 'content-type': file.contentType, [FILENAME_HEADER]: encodeURIComponent(file.filename) });
    await pipeline(Readable.from(file.body), response);
  } catch (error) {
    if (isReaderGone(error)) return;
    subgraph.logger.error({ err: error }, 'download failed');
    // What was sent in part must not look complete.
    if (response.headersSent) response.destroy();
    else response.status(error instanceof UnsignedRequestError ? 401 : 500).end();
  }
}

/** The stream closes when it fails, too: only the error tells which came first. */
const isReaderGone = (error: unknown) =>
  (error as Error).name === 'AbortError' || (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';

function verify(subgraph: Subgraph, options: ServeOptions, request: Request): InternalCall {
  const body = typeof request.body === 'string' ? request.body : '';
  return verifyInternalCall(options.secret, subgraph.name, request.get(SIGNATURE_HEADER), body);
}

/** The gateway passes a user's token on, which is verified again; another subgraph speaks for itself. */
async function identify(
  call: InternalCall,
  findKey: FindVerificationKey,
  authorization: string | undefined,
): Promise<[Viewer, string?]> {
  if (call.as === 'service') return [Viewer.service(call.iss, call.org ?? null)];
  const token = authorization?.replace(/^Bearer /, '');
  return token ? [await verifyAccessToken(token, findKey), token] : [Viewer.anonymous];
}

async function answer(subgraph: Subgraph, response: Response, work: () => Promise<unknown>): Promise<void> {
  const { status, body } = await outcomeOf(subgraph, response.req.get(REQUEST_ID_HEADER), work);
  response.status(status).json(body);
}

/** What work ends with, over HTTP. */
async function outcomeOf(
  { logger }: Subgraph,
  requestId: string | string[] | undefined,
  work: () => Promise<unknown>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  try {
    return { status: 200, body: await work() };
  } catch (error) {
    const refusal = error instanceof DomainError ? error : undefined;
    // Over HTTP the caller is not told what it was, so it is here or nowhere.
    if (!refusal) logger.error({ err: error, requestId }, 'unexpected fault');
    const status = refusal instanceof UnsignedRequestError ? 401 : refusal ? 400 : 500;
    const extensions = refusal?.toExtensions() ?? { code: 'INTERNAL_SERVER_ERROR' };
    return { status, body: { errors: [{ message: refusal?.message ?? 'The request failed.', extensions }] } };
  }
}

async function ready(subgraph: Subgraph, response: Response): Promise<void> {
  const checks = await Promise.all(
    subgraph.health.map(
      async part =>
        [
          part.name,
          await part.check().then(
            () => 'ready',
            () => 'failing',
          ),
        ] as const,
    ),
  );
  const failing = checks.some(([, state]) => state !== 'ready');
  response
    .status(failing ? 503 : 200)
    .json({ status: failing ? 'failing' : 'ready', checks: Object.fromEntries(checks) });
}
