import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, GraphQLError, print } from 'graphql';
import { PlanningTooLongError } from '../errors.ts';
import { measureQuery } from '../guard/query-size.ts';
import { refusal } from '../public-errors.ts';
import type { Planner } from './apollo-internals.ts';

/** A document to plan an operation of. */
export interface PlanningRequest {
  readonly query: string;
  readonly operationName: string | undefined;
}

/** What the worker answers. */
export type PlanningAnswer = { readonly plan: QueryPlan } | { readonly fault: string };

/** Selections, fragments spread, that are planned at once: the operations of the pages have fewer, and take a few milliseconds. */
const SMALL = 200;
/** Operations that wait to be planned; as long as these take, nobody who comes later would want to wait. */
const MAX_WAITING = 20;
/** Milliseconds after which a worker that plans nothing ends: it weighs some hundred megabytes. */
const IDLE = 60_000;
const STARTING = 30_000;
const MEMORY_MB = 512;

/** The code of the worker, beside this one in the sources, and where the build puts it. */
const SCRIPT = import.meta.url.endsWith('.ts')
  ? new URL('./planning-worker.ts', import.meta.url)
  : new URL('./execution/planning-worker.js', import.meta.url);

interface Job extends PlanningRequest {
  resolve(plan: QueryPlan): void;
  reject(error: unknown): void;
}

/**
 * Plans small operations at once, and large ones one after the other in a worker: how long planning takes is not in
 * proportion to an operation, and meanwhile the process would answer nobody. One that takes longer than the
 * limit is given up, with its worker.
 */
export class WorkerPlanner implements Planner {
  private readonly here: Planner;
  private readonly sdl: string;
  private readonly limit: number;
  private readonly waiting: Job[] = [];
  private worker: Worker | undefined;
  private current: Job | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** `limit`: milliseconds that planning one operation may take. */
  constructor(here: Planner, sdl: string, limit: number) {
    this.here = here;
    this.sdl = sdl;
    this.limit = limit;
  }

  get supergraphSchema() {
    return this.here.supergraphSchema;
  }

  /** Rejects with PLANNING_TOO_LONG, or with what the planner throws. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan | Promise<QueryPlan> {
    if (measureQuery(document).selections <= SMALL) return this.here.plan(document, operationName);
    if (this.waiting.length >= MAX_WAITING) throw refusal(new PlanningTooLongError(this.limit));
    return new Promise((resolve, reject) => {
      this.waiting.push({ query: print(document), operationName, resolve, reject });
      this.work();
    });
  }

  private work(): void {
    if (!this.worker) {
      this.start();
      return;
    }
    if (this.current || this.waiting.length === 0) return;
    this.current = this.waiting.shift()!;
    const { query, operationName } = this.current;
    this.arm(this.limit);
    this.worker.postMessage({ query, operationName } satisfies PlanningRequest);
  }

  private start(): void {
    const worker = new Worker(SCRIPT, {
      workerData: this.sdl,
      env: { APOLLO_TELEMETRY_DISABLED: 'true' },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    this.worker = worker;
    // Between two plans it keeps no process alive.
    worker.unref();
    this.current = STARTER;
    this.arm(STARTING);
    worker.on('message', (message: 'ready' | PlanningAnswer) => {
      if (this.worker === worker) this.answered(message);
    });
    worker.on('error', error => {
      if (this.worker === worker) this.giveUp(error);
    });
  }

  private answered(message: 'ready' | PlanningAnswer): void {
    const job = this.current;
    this.current = undefined;
    this.arm(IDLE);
    if (message !== 'ready') {
      if ('plan' in message) job?.resolve(message.plan);
      else job?.reject(new GraphQLError(message.fault));
    }
    this.work();
  }

  /** The worker is not to be used again: it still plans, or it has ended. */
  private giveUp(error?: Error): void {
    clearTimeout(this.timer);
    const { worker, current } = this;
    this.worker = undefined;
    this.current = undefined;
    void worker?.terminate();
    if (current === STARTER)
      for (const job of this.waiting.splice(0)) job.reject(error ?? new Error('The planner did not start.'));
    else current?.reject(refusal(new PlanningTooLongError(this.limit)));
    if (this.waiting.length > 0) this.work();
  }

  private arm(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.giveUp(), milliseconds);
    if (!this.current || this.current === STARTER) this.timer.unref();
  }
}

/** Stands for the start of the worker itself. */
const STARTER: Job = { query: '', operationName: undefined, resolve() {}, reject() {} };
