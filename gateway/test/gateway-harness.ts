import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_ISSUER,
  createLogger,
  type FindVerificationKey,
  newId,
  ServiceUnavailableError,
  SIGNATURE_HEADER,
  SUBGRAPHS,
  type SubgraphEndpoint,
  type SubgraphName,
  Viewer,
  verifyAccessToken,
  verifyInternalCall,
} from '@ticketbase/kernel';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createGateway, type Gateway, type GatewayServices, parseGatewayConfig, pooledEndpoint } from '../src/index.ts';
import { compose, newStage, type Stage, tinyEndpoint, tinySubgraphs } from './tiny-subgraphs.ts';

export const KEY_ID = 'key-1';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export { publicKey };

const findKey: FindVerificationKey = async keyId => (keyId === KEY_ID ? publicKey : undefined);

const ORGANIZATION = newId();

/** Claims of a signed-in owner. */
export const ownerClaims = () => ({
  ...{ kind: 'user', sub: newId(), org: ORGANIZATION, role: 'OWNER', scopes: ['events:read'], sid: newId() },
});

export interface SignOptions extends jwt.SignOptions {
  readonly key?: KeyObject | string;
}

/** An access token as the users subgraph issues them, unless the options spoil it. */
export function sign(claims: object = ownerClaims(), { key = privateKey, ...options }: SignOptions = {}): string {
  return jwt.sign(claims, key as jwt.Secret, {
    ...{ algorithm: 'ES256', keyid: KEY_ID, expiresIn: 900 },
    ...{ issuer: ACCESS_TOKEN_ISSUER, audience: ACCESS_TOKEN_AUDIENCE },
    ...options,
  });
}

/** For `vi.waitFor`: what a test waits for comes as late as the machine is busy. */
export const SOON = { timeout: 15_000, interval: 20 };

/** Registers what is to be done when the test has finished. */
type AtEnd = (end: () => Promise<void> | void) => void;

export const SECRET = 'a secret that gateway and subgraphs share';

/** An endpoint behind signed HTTP, as the subgraphs of a distributed platform are. */
async function overSignedHttp(endpoint: SubgraphEndpoint, atEnd: AtEnd): Promise<SubgraphEndpoint> {
  const url = await serveSigned(endpoint, [], atEnd);
  const pooled = pooledEndpoint({ name: endpoint.name, url, secret: SECRET, caller: 'gateway' });
  atEnd(() => pooled.close());
  return pooled;
}

/** Serves an endpoint to signed callers, with the routes of its kind; a dead one is served, and not ready. */
export async function serveSigned(
  endpoint: SubgraphEndpoint,
  keys: readonly object[],
  atEnd: AtEnd = onTestFinished,
): Promise<string> {
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/jwks.json') return response.end(JSON.stringify({ keys }));
    if (request.url === '/health/ready') {
      response.statusCode = (await isAlive(endpoint)) ? 200 : 503;
      return response.end();
    }
    const body = await text(request);
    const call = verifyInternalCall(SECRET, endpoint.name, request.headers[SIGNATURE_HEADER] as string, body);
    const token = request.headers.authorization?.slice('Bearer '.length);
    const guest = call.as === 'service' ? Viewer.service(call.iss, call.org ?? null) : Viewer.anonymous;
    const viewer = token ? await verifyAccessToken(token, findKey) : guest;
    const requestId = request.headers['x-request-id'] as string;
    const facts = { viewer, accessToken: token, requestId, client: call.client };
    const { cacheControl, ...answer } = await endpoint.execute({ ...JSON.parse(body), ...facts });
    if (cacheControl) response.setHeader('cache-control', cacheControl);
    return response.end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const isAlive = (endpoint: SubgraphEndpoint) =>
  endpoint.execute({ query: '{ __typename }', viewer: Viewer.anonymous, requestId: newId() }).then(
    () => true,
    () => false,
  );

export interface TestGateway {
  readonly gateway: Gateway;
  readonly url: string;
  readonly stage: Stage;
  /** Lines of the gateway's log, parsed. */
  readonly log: ReadonlyArray<Record<string, unknown>>;
  /** Posts an operation; `status` and `headers` stand beside the answer. */
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  readonly json: any;
}

export interface HarnessOptions {
  readonly env?: Record<string, string>;
  readonly services?: Partial<GatewayServices>;
  readonly http?: boolean;
  /** In place of the small subgraphs of these names. */
  readonly endpoints?: Partial<Record<SubgraphName, SubgraphEndpoint>>;
}

/** A subgraph that nothing listens for. */
export const deadEndpoint = (name: SubgraphName): SubgraphEndpoint => ({
  name,
  async execute() {
    throw new ServiceUnavailableError(name, new Error('connect ECONNREFUSED 10.0.0.7:4101'));
  },
});

/** Composed once: all gateways of a test file start from the same supergraph. */
const composed = (() => {
  let sdl: string | undefined;
  return () => {
    sdl ??= compose(tinySubgraphs({ stage: newStage(), apiAccessToken: () => '' }));
    return sdl;
  };
})();

/** One gateway for tests that leave nothing behind in it. */
export function sharedGateway(options: HarnessOptions = {}): () => TestGateway {
  const ends: Array<() => Promise<void> | void> = [];
  let shared: TestGateway;
  beforeAll(async () => {
    shared = await startGateway(options, end => void ends.push(end));
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return () => shared;
}

/** A gateway that listens, over small subgraphs in this process or behind signed HTTP. */
export async function startGateway(options: HarnessOptions = {}, atEnd: AtEnd = onTestFinished): Promise<TestGateway> {
  const stage = newStage();
  const apiAccessToken = () => sign({ kind: 'api-token', sub: newId(), org: ORGANIZATION, scopes: ['events:read'] });
  const subgraphs = tinySubgraphs({ stage, apiAccessToken });
  const endpoints = {} as Record<SubgraphName, SubgraphEndpoint>;
  for (const name of SUBGRAPHS) {
    const subgraph = subgraphs[name];
    const local = subgraph ? tinyEndpoint(name, subgraph) : deadEndpoint(name);
    endpoints[name] = subgraph && options.http ? await overSignedHttp(local, atEnd) : local;
  }
  Object.assign(endpoints, options.endpoints);
  const log: Record<string, unknown>[] = [];
  const gateway = await createGateway(parseGatewayConfig({ PORT: '0', ...options.env }), {
    ...{ logger: recordingLogger(log), endpoints, findKey, supergraph: composed() },
    ...options.services,
  });
  atEnd(() => gateway.close());
  const { url } = await gateway.listen();
  return { gateway, url, stage, log, post: (body, headers) => post(`${url}/graphql`, body, headers) };
}

export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  return answerOf(response);
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

function recordingLogger(lines: Record<string, unknown>[]) {
  const logger = createLogger('gateway', 'silent');
  const record = (level: string) => (facts: object | string, message?: string) => {
    const line = typeof facts === 'string' ? { message: facts } : { ...facts, message };
    lines.push({ level, ...line });
  };
  for (const level of ['debug', 'info', 'warn', 'error'] as const) logger[level] = record(level) as never;
  return logger;
}
