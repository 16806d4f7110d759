import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PlanCacheObserver } from '../supergraph/plan-cache.ts';

/** What the gateway counts, in the registry that `/metrics` serves. */
export class GatewayMetrics {
  readonly registry: Registry;
  readonly plans: PlanCacheObserver;
  private readonly duration: Histogram<'type' | 'status'>;
  private readonly inFlight: Gauge;

  /** `registry`: one that other parts of the process share; by default one of its own with the process's figures. */
  constructor(registry: Registry = withProcessMetrics()) {
    this.registry = registry;
    const registers = [registry];
    this.duration = new Histogram({
      name: 'gateway_request_duration_seconds',
      help: 'Time to answer a GraphQL request, by operation type and HTTP status.',
      labelNames: ['type', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    this.inFlight = new Gauge({ name: 'gateway_requests_in_flight', help: 'GraphQL requests in hand.', registers });
    const plans = new Counter({
      name: 'gateway_plan_cache_total',
      help: 'Looks into the cache of query plans, by outcome.',
      labelNames: ['outcome'],
      registers,
    });
    this.plans = { hit: () => plans.inc({ outcome: 'hit' }), miss: () => plans.inc({ outcome: 'miss' }) };
  }

  /** A request begins; call the answer with how it ended. */
  begin(): (type: string, status: number) => void {
    const start = performance.now();
    this.inFlight.inc();
    return (type, status) => {
      this.inFlight.dec();
      this.duration.observe({ type, status }, (performance.now() - start) / 1000);
    };
  }
}

function withProcessMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
