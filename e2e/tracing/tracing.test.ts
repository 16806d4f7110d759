import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Client } from '../harness/client.ts';
import { type RunningServer, startServer } from '../harness/server.ts';

interface Span {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}
interface Export {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: ReadonlyArray<{ key: string; value: { stringValue?: string } }> };
    readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Omit<Span, 'service'>> }>;
  }>;
}

const spans: Span[] = [];
/** A collector that takes OTLP/HTTP with JSON, as the processes send it. */
const collector = createServer(async (request, response) => {
  const { resourceSpans } = (await json(request)) as Export;
  for (const { resource, scopeSpans } of resourceSpans) {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    for (const span of scopeSpans.flatMap(scope => scope.spans)) spans.push({ ...span, service });
  }
  response.setHeader('content-type', 'application/json').end('{}');
});

let server: RunningServer;
beforeAll(async () => {
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  const { port } = collector.address() as AddressInfo;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '100' };
  server = await startServer({ distributed: true, env });
});
afterAll(async () => {
  await server?.stop();
  collector.close();
});

test('one trace leads from the gateway’s process into the process of the subgraph that it asks', async () => {
  await new Client(server.url).ask('{ publicEvents(first: 1) { edges { cursor } } }');
  const parentOf = ({ traceId, parentSpanId }: Span) =>
    spans.find(span => span.traceId === traceId && span.spanId === parentSpanId);
  await vi.waitFor(
    () => {
      const answered = spans.find(span => {
        for (let above = parentOf(span); above; above = parentOf(above)) if (above.name === 'graphql') return true;
        return false;
      });
      const inSubgraph = spans.find(span => span.name === 'subgraph events' && parentOf(span)?.service === 'gateway');
      expect(answered, 'spans below the operation').toBeDefined();
      expect(inSubgraph).toMatchObject({ service: 'events' });
    },
    { timeout: 30_000, interval: 100 },
  );
});
