import { Worker } from 'node:worker_threads';
import type { SupergraphAnswer, SupergraphTask, SupergraphWork } from './supergraph-worker.ts';

/** Milliseconds for thousands of operations, or for a large supergraph. */
const TIME = 30_000;
/** Milliseconds without a task after which the thread ends, and its memory is free. */
const IDLE = 120_000;

interface Waiting {
  resolve(output: unknown): void;
  reject(error: Error): void;
  readonly late: NodeJS.Timeout;
}

/**
 * Composes supergraphs and checks operations in a thread of its own: each takes part of a second of processor time, in which
 * this one answers requests. The thread stays for what comes next, since a new one has to load and compile its code again,
 * which takes longer than the work.
 */
export class SupergraphThread {
  private worker: Worker | undefined;
  /** In the order in which the thread answers. */
  private waiting: Waiting[] = [];
  private idle: NodeJS.Timeout | undefined;

  /** Starts the thread, for a task that will come soon. */
  prepare(): void {
    this.running();
    this.rest();
  }

  /** Rejects when the task fails or takes too long; the next one gets a new thread then. */
  do<Kind extends keyof SupergraphWork>(
    kind: Kind,
    input: Parameters<SupergraphWork[Kind]>[0],
  ): Promise<ReturnType<SupergraphWork[Kind]>> {
    clearTimeout(this.idle);
    const worker = this.running();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.lose(worker, new Error(`The supergraph's ${kind} took too long.`)), TIME);
      this.waiting.push({ resolve: resolve as Waiting['resolve'], reject, late });
      // So that a process that has nothing else to do waits for it.
      worker.ref();
      worker.postMessage({ kind, input } as SupergraphTask);
    });
  }

  /** Ends the thread; what it still does is rejected. */
  async stop(): Promise<void> {
    const { worker } = this;
    if (worker) this.lose(worker, new Error('The supergraph is composed no more: the process stops.'));
    await worker?.terminate();
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    // In a bundle this module is in the folder above the thread's.
    const file = import.meta.url.endsWith('.ts') ? './supergraph-worker.ts' : './supergraph/supergraph-worker.js';
    const worker = new Worker(new URL(file, import.meta.url));
    worker.on('message', (answer: SupergraphAnswer) => this.receive(worker, answer));
    worker.on('error', (error: Error) => this.lose(worker, error));
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private receive(worker: Worker, answer: SupergraphAnswer): void {
    if (worker !== this.worker) return;
    const task = this.waiting.shift();
    if (!task) return;
    clearTimeout(task.late);
    if (this.waiting.length === 0) this.rest();
    if ('failed' in answer) task.reject(new Error(answer.failed));
    else task.resolve(answer.output);
  }

  private rest(): void {
    const { worker } = this;
    worker?.unref();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => worker && this.lose(worker, new Error('The thread has ended.')), IDLE).unref();
  }

  private lose(worker: Worker, error: Error): void {
    if (worker !== this.worker) return;
    this.worker = undefined;
    clearTimeout(this.idle);
    for (const { reject, late } of this.waiting.splice(0)) {
      clearTimeout(late);
      reject(error);
    }
    void worker.terminate();
  }
}
