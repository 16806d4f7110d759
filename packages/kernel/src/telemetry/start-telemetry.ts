import { z } from 'zod';
import { parseEnvironment } from '../environment.ts';

const environment = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
});

/** The export of a process's traces. */
export interface Telemetry {
  /** Sends what is not sent yet, within seconds, and ends. A collector that is gone keeps no process from ending. */
  stop(): Promise<void>;
}

/** Milliseconds that the end of a process may wait for its last spans. */
const FLUSH_WITHIN = 3_000;

/**
 * Exports this process's traces over OTLP/HTTP if OTEL_EXPORTER_OTLP_ENDPOINT names a collector, and does nothing at
 * all if not: then no SDK is even loaded. OTEL_SERVICE_NAME replaces the name; the SDK itself reads OTEL_TRACES_SAMPLER
 * and OTEL_EXPORTER_OTLP_HEADERS. To be called before the process answers anything. Throws ConfigurationError.
 */
export async function startTelemetry(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Telemetry> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: serviceName = name } = parseEnvironment(
    environment,
    env,
  );
  if (endpoint === undefined) return { stop: async () => {} };
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.namespace': 'ticketbase' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return {
    async stop() {
      const timer = Promise.withResolvers<void>();
      const limit = setTimeout(timer.resolve, FLUSH_WITHIN);
      await Promise.race([provider.shutdown().catch(() => {}), timer.promise]);
      clearTimeout(limit);
    },
  };
}
