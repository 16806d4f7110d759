import cluster, { type Worker } from 'node:cluster';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { metrics } from '@ticketbase/subgraph-kit';
import { AggregatorRegistry } from 'prom-client';
import { RateLimiterClusterMaster } from 'rate-limiter-flexible';
import { paths } from '../paths.ts';
import { type Counted, type FromWorker, isMessage, type WorkerStart } from './messages.ts';

/** Milliseconds until a worker that died young is replaced; doubles with each of them. One that lived is replaced at once. */
const RETRY = 100;
const LONGEST_RETRY = 10_000;
const GROWN_UP = 5_000;
/** Milliseconds that a worker has to say what it counts. */
const COUNTING = 4_000;
/** A worker that does not drain in this time is killed. */
const DRAIN = 15_000;

/**
 * The processes that take requests. They share the port, are told all they need by message, and are replaced when they
 * die: only what such a worker had in hand is lost. Whoever constructs this counts for all of them.
 */
export class Workers {
  /** Those that take requests. */
  private readonly serving = new Set<Worker>();
  private looks = 0;
  private start: WorkerStart | undefined;
  private young = 0;
  private stopping = false;

  /** Begins `count` processes, which load their code while the rest starts. */
  constructor(count: number) {
    new RateLimiterClusterMaster();
    cluster.setupPrimary({ exec: join(paths.root, 'standalone/dist/worker.js'), execArgv: ['--enable-source-maps'] });
    cluster.on('message', (worker, message) => void this.answer(worker, message));
    for (let index = 0; index < count; index += 1) this.fork();
  }

  /** Has all of them take requests; resolves when they do. Rejects with what hinders the first that cannot. */
  async serve(start: WorkerStart): Promise<void> {
    this.start = start;
    const workers = Object.values(cluster.workers ?? {}).filter(worker => worker !== undefined);
    const ready = workers.map(untilReady);
    for (const worker of workers) worker.send(start);
    await Promise.all(ready);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter(worker => worker !== undefined);
    await Promise.all(workers.map(end));
  }

  private fork(): void {
    const begun = performance.now();
    const worker = cluster.fork();
    if (this.start) worker.send(this.start);
    worker.once('exit', async (code, signal) => {
      this.serving.delete(worker);
      if (this.stopping) return;
      console.error(`worker ${worker.process.pid} ended with ${signal ?? code}; another takes its place`);
      this.young = performance.now() - begun < GROWN_UP ? this.young + 1 : 0;
      if (this.young > 0) await sleep(Math.min(RETRY * 2 ** this.young, LONGEST_RETRY));
      if (!this.stopping) this.fork();
    });
  }

  /** What all processes count, this one included, as Prometheus reads it. */
  private async figures(): Promise<string> {
    const id = ++this.looks;
    const workers = [...this.serving].filter(worker => worker.isConnected());
    const counts = await Promise.all([metrics.getMetricsAsJSON(), ...workers.map(worker => countsOf(worker, id))]);
    return AggregatorRegistry.aggregate(counts.filter(each => each !== undefined)).metrics();
  }

  private async answer(worker: Worker, message: unknown): Promise<void> {
    if (isMessage<FromWorker>(message, 'ready')) this.serving.add(worker);
    if (!isMessage<Extract<FromWorker, { type: 'figures' }>>(message, 'figures')) return;
    const { type, id } = message;
    const text = await this.figures().catch(() => undefined);
    if (worker.isConnected()) worker.send({ type, id, text });
  }
}

/** What a worker counts; undefined of one that has ended. Rejects if it does not say in time. */
function countsOf(worker: Worker, id: number): Promise<Counted['metrics'] | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error('A worker does not say what it counts.'))), COUNTING);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      worker.off('message', hear);
      worker.off('exit', gone);
      settle();
    };
    const hear = (message: unknown) => {
      if (isMessage<Counted>(message, 'counted') && message.id === id) end(() => resolve(message.metrics));
    };
    const gone = () => end(() => resolve(undefined));
    worker.on('message', hear);
    worker.once('exit', gone);
    worker.send({ type: 'count', id });
  });
}

async function untilReady(worker: Worker): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      if (isMessage<FromWorker>(message, 'ready')) resolve();
      if (isMessage<Extract<FromWorker, { type: 'failed' }>>(message, 'failed')) reject(new Error(message.message));
    });
    worker.once('exit', code => reject(new Error(`A worker ended with ${code} before it was ready.`)));
  });
}

async function end(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const gone = new Promise<void>(resolve => worker.once('exit', () => resolve()));
  if (worker.isConnected()) worker.send({ type: 'stop' });
  const killer = setTimeout(() => worker.process.kill('SIGKILL'), DRAIN);
  await gone;
  clearTimeout(killer);
}
