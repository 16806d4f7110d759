import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SubscriptionObserver } from '../live/live-subscriptions.ts';
import type { PlanCacheObserver } from '../supergraph/plan-cache.ts';

/** What the gateway counts, in the registry that `/metrics` serves. */
export class GatewayMetrics {
  readonly registry: Registry;
  readonly plans: PlanCacheObserver;
  readonly subscriptions: SubscriptionObserver;
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
    this.subscriptions = observeSubscriptions(registers);
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

function observeSubscriptions(registers: Registry[]): SubscriptionObserver {
  const open = new Gauge({
    name: 'gateway_subscriptions',
    help: 'Streams that are open, by field.',
    labelNames: ['field'],
    registers,
  });
  const sent = new Counter({
    name: 'gateway_subscription_payloads_total',
    help: 'Payloads of streams, by field.',
    labelNames: ['field'],
    registers,
  });
  const ended = new Counter({
    name: 'gateway_subscriptions_ended_total',
    help: 'Streams that have ended, by field and why: `left`, or the code of an error.',
    labelNames: ['field', 'reason'],
    registers,
  });
  return {
    began: field => open.inc({ field }),
    sent: field => sent.inc({ field }),
    ended(field, reason) {
      open.dec({ field });
      ended.inc({ field, reason });
    },
  };
}

function withProcessMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
