import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { HeaderMap } from '@apollo/server';
import type { Logger } from '@ticketbase/kernel';
import { REQUEST_ID_HEADER } from '@ticketbase/kernel';
import type { Express, Request, Response } from 'express';
import type { GatewayConfig } from '../config.ts';
import { BadRequestError } from '../errors.ts';
import type { GatewayMetrics } from '../telemetry/metrics.ts';
import { observeRequests } from './access-log.ts';
import { answerErrors } from './answer-error.ts';
import { VARY } from './answer-plugin.ts';
import { wantsStream } from './event-stream-route.ts';
import { admit } from './graphql-route.ts';
import { type KnownAnswerParts, knownAnswers, MediaTypes } from './known-answer.ts';
import { withPersistedText } from './persisted-operations.ts';
import { nameRequest, requestIdOf } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';

export interface GraphQLPostParts extends KnownAnswerParts {
  readonly config: GatewayConfig;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
  isDraining(): boolean;
}

const PATH = '/graphql';
const JSON_TYPES = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8']);

/** What is smaller than this gains nothing by compression, as in the app. */
const WORTH_COMPRESSING = 1_024;
const compressors = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [zlib.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: zlib.Z_BEST_SPEED }),
};

/**
 * The app, with a shorter way for what nearly all requests are: JSON posted to `/graphql`, from no other site, with nothing
 * unusual in its headers. The same functions identify, admit and observe it, and the same server answers it; it is spared
 * the walk through routers and middlewares, and what the server answered again before is executed without it: each of the
 * two takes longer than a small operation itself. A test compares the ways.
 */
export function withShortWay(app: Express, parts: GraphQLPostParts): RequestListener {
  const { logger, metrics, config } = parts;
  const observe = observeRequests(logger, metrics);
  const fixed = headersOf(config);
  const answerError = answerErrors(logger);
  const answerKnown = knownAnswers(parts);
  const mediaTypes = new MediaTypes();
  const answer = async (request: Request, response: Response) => {
    try {
      const body = withPersistedText(parse(await textOf(request)), parts.persisted);
      Object.assign(request, { body });
      const { accept, 'accept-encoding': encodings } = request.headers;
      const type = mediaTypes.of(accept);
      const known = type === undefined ? undefined : await answerKnown(body, request, response);
      if (type !== undefined && known?.text !== undefined) {
        const headers = { 'server-timing': known.timing, 'cache-control': known.cacheControl, 'content-type': type };
        return await send(response, 200, headers, known.text, encodings, fixed);
      }
      const answered = await parts.server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: headerMapOf(request), search: '', body },
        context: known?.context ?? (() => admit(parts, request, response)),
      });
      mediaTypes.learn(accept, answered);
      if (answered.body.kind !== 'complete') throw new Error('The gateway does not answer in parts.');
      await send(
        response,
        answered.status ?? 200,
        Object.fromEntries(answered.headers),
        answered.body.string,
        encodings,
        fixed,
      );
    } catch (error) {
      if (response.destroyed) return;
      response.setHeader(REQUEST_ID_HEADER, requestIdOf(response));
      for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value);
      answerError(error, request, response, () => response.destroy());
    }
  };
  return (incoming, outgoing) => {
    if (parts.isDraining() || !isPlain(incoming, config)) return app(incoming, outgoing);
    const [request, response] = asOf(app, incoming, outgoing);
    nameRequest(request, response);
    observe(request, response, () => {});
    void answer(request, response);
  };
}

/** Whether a request is of the kind whose headers mean the same wherever they are read. */
function isPlain({ method, url, headers }: IncomingMessage, { body, corsOrigins }: GatewayConfig): boolean {
  if (method !== 'POST' || url !== PATH || !JSON_TYPES.has(headers['content-type'] ?? '')) return false;
  if (headers['content-encoding'] !== undefined || headers.expect !== undefined) return false;
  if (corsOrigins.length > 0 && headers.origin !== undefined) return false;
  if (wantsStream(headers)) return false;
  const length = Number(headers['content-length']);
  if (!(length > 0 && length <= body.maxBytes)) return false;
  // Preferences among encodings are weighed by the app.
  return headers['accept-encoding'] === undefined || /^[\w, -]+$/.test(headers['accept-encoding']);
}

/** As Express has requests and responses: what reads an address or sets a cookie is the same on both ways. */
function asOf(app: Express, incoming: IncomingMessage, outgoing: ServerResponse): [Request, Response] {
  const request = Object.setPrototypeOf(incoming, app.request) as Request;
  const response = Object.setPrototypeOf(outgoing, app.response) as Response;
  request.res = response;
  response.req = request;
  response.locals = Object.create(null);
  return [request, response];
}

/** The whole body; rejects if the client goes before it has sent it. */
function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()));
    request.once('error', reject);
  });
}

/** JSON of an object or a list, as Express takes it. */
function parse(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Told below.
  }
  throw new BadRequestError('The body is not valid JSON.');
}

function headerMapOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** The headers that say what browsers may do with answers, the same for each of them. */
function headersOf(config: GatewayConfig): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name] = value;
    },
    removeHeader: () => {},
  };
  securityHeaders(config)({} as Request, response as unknown as Response, () => {});
  return headers;
}

async function send(
  response: Response,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
  accepted: string | undefined,
  fixed: Readonly<Record<string, string>>,
): Promise<void> {
  const length = Buffer.byteLength(text);
  const all: Record<string, string | number> = {
    ...fixed,
    ...{ [REQUEST_ID_HEADER]: requestIdOf(response), ...headers, vary: `${VARY}, Accept-Encoding` },
  };
  const encoding = length >= WORTH_COMPRESSING ? encodingOf(accepted) : undefined;
  const sent = encoding ? await compressors[encoding](Buffer.from(text)) : text;
  if (encoding) all['content-encoding'] = encoding;
  all['content-length'] = typeof sent === 'string' ? length : sent.length;
  response.writeHead(status, all);
  response.end(sent);
}

function encodingOf(accepted: string | undefined): keyof typeof compressors | undefined {
  if (accepted === undefined) return undefined;
  const encodings = accepted.split(',').map(each => each.trim());
  return encodings.includes('br') ? 'br' : encodings.includes('gzip') ? 'gzip' : undefined;
}
