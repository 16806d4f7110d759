import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { trace } from '@opentelemetry/api';
import { createLogger, httpEndpoint, type SubgraphResponse, startTelemetry, Viewer } from '@ticketbase/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Access, Query, Resolver } from '../src/graphql.ts';
import { buildSubgraph, Subgraph, type SubgraphServer, serveSubgraph } from '../src/index.ts';

@Resolver()
class PlaceResolver {
  @Access('public')
  @Query(() => String, { description: 'A place.' })
  place() {
    return 'Harbour';
  }
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

/** What was exported, by a collector that takes OTLP/HTTP with JSON. */
const spans: Span[] = [];
const services = new Set<string>();
const collector = createServer(async (request, response) => {
  const { resourceSpans } = (await json(request)) as {
    resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
  };
  for (const { resource, scopeSpans } of resourceSpans) {
    for (const { key, value } of resource.attributes) if (key === 'service.name') services.add(value.stringValue);
    spans.push(...scopeSpans.flatMap(scope => scope.spans));
  }
  response.setHeader('content-type', 'application/json').end('{}');
});
interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

const SECRET = 'a secret of at least thirty-two characters';
let server: SubgraphServer;
let ask: () => Promise<SubgraphResponse>;

beforeAll(async () => {
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  const subgraph = new Subgraph({
    schema: buildSubgraph({ name: 'events', resolvers: [PlaceResolver], references: {} }),
    logger: createLogger('test', 'silent'),
    createServices: () => ({}),
  });
  const findKey = async () => undefined;
  server = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret: SECRET, findKey });
  const endpoint = httpEndpoint({ name: 'events', url: server.url, secret: SECRET, caller: 'gateway' });
  ask = () => endpoint.execute({ query: '{ place }', viewer: Viewer.anonymous, requestId: 'request' });
});
afterAll(async () => {
  await server?.close();
  collector.close();
});

test('a trace goes on behind signed HTTP, and is exported only where a collector is named', async () => {
  const quiet = await startTelemetry('test', {});
  await ask();
  await quiet.stop();
  expect(trace.getTracer('gateway').startSpan('unrecorded').isRecording()).toBe(false);

  const { port } = collector.address() as AddressInfo;
  const telemetry = await startTelemetry('test', { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` });
  await trace.getTracer('gateway').startActiveSpan('fetch', async span => {
    expect(await ask()).toEqual({ data: { place: 'Harbour' } });
    span.end();
  });
  // Control: a call that is part of no trace begins one of its own.
  await ask();
  await telemetry.stop();

  expect([...services]).toEqual(['test']);
  const [fetch] = spans.filter(({ name }) => name === 'fetch');
  const answers = spans.filter(({ name }) => name === 'subgraph events');
  expect(answers).toHaveLength(2);
  expect(answers[0]).toMatchObject({ traceId: fetch!.traceId, parentSpanId: fetch!.spanId });
  expect(answers[1]!.traceId).not.toBe(fetch!.traceId);
  expect(answers[1]!.parentSpanId).toBeFalsy();
});

test('an address that is none is a fault of the configuration', async () => {
  await expect(startTelemetry('test', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' })).rejects.toThrow(
    /OTEL_EXPORTER_OTLP_ENDPOINT/,
  );
});
