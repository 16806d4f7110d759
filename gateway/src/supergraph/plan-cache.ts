import type { QueryPlan, QueryPlanCache } from '@apollo/query-planner';
import { BoundedCache } from '../bounded-cache.ts';

/** Told of each look into the plan cache. */
export interface PlanCacheObserver {
  hit(): void;
  miss(): void;
}

const MAX_PLANS = 2_000;
/** Characters of all plans as JSON: about as many megabytes in memory, times a small factor. */
const MAX_SIZE = 30_000_000;

/** Query plans of one supergraph, bounded in number and size. */
export class PlanCache implements QueryPlanCache {
  private readonly observer: PlanCacheObserver;
  private readonly plans = new BoundedCache<QueryPlan>({
    maxEntries: MAX_PLANS,
    maxSize: MAX_SIZE,
    sizeOf: plan => JSON.stringify(plan).length,
  });

  constructor(observer: PlanCacheObserver) {
    this.observer = observer;
  }

  async get(key: string): Promise<QueryPlan | undefined> {
    const plan = this.plans.get(key);
    if (plan) this.observer.hit();
    else this.observer.miss();
    return plan;
  }

  async set(key: string, plan: QueryPlan): Promise<void> {
    this.plans.set(key, plan);
  }

  async delete(key: string): Promise<boolean> {
    return this.plans.delete(key);
  }

  clear(): void {
    this.plans.clear();
  }
}
