/** One of the processes that take requests, started by `main.ts` where there are several. */
import { httpMailbox } from '@ticketbase/gateway';
import { startTelemetry } from '@ticketbase/kernel';
import { metrics } from '@ticketbase/subgraph-kit';
import { RateLimiterCluster, RateLimiterRes } from 'rate-limiter-flexible';
import { type Counted, type FiguresAnswer, isMessage, type ToWorker, type WorkerStart } from './cluster/messages.ts';
import { parseStandaloneConfig } from './config.ts';
import { databaseVariable } from './infrastructure.ts';
import { type Lent, startServing } from './platform.ts';

/** Milliseconds for which the owner may keep a worker waiting. */
const PATIENCE = 5_000;

// Ctrl-C at the terminal reaches the whole group: the owner stops its workers, last part first.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});

let stop = async () => process.exit(0);
process.on('message', message => {
  if (isMessage<WorkerStart>(message, 'start')) void begin(message);
  if (isMessage<ToWorker>(message, 'stop')) void stop();
  if (isMessage<Extract<ToWorker, { type: 'count' }>>(message, 'count')) void tellCounts(message.id);
});
process.on('SIGTERM', () => void stop());
// The owner has gone without a word.
process.on('disconnect', () => void stop());

async function begin({ environment, secrets, infrastructure, pluginHost, mailbox }: WorkerStart): Promise<void> {
  try {
    const config = parseStandaloneConfig(shared(environment));
    const telemetry = await startTelemetry('ticketbase', environment);
    const lent: Lent = {
      pluginHost,
      mail: mailbox === undefined ? undefined : httpMailbox(mailbox),
      figures: { contentType: metrics.contentType, metrics: figuresOfAll },
      createRateLimiter,
      createActionRate,
    };
    const given = {
      environment: infrastructure.environment,
      databaseUrl: (name: string) => infrastructure.databaseUrls[name],
      ...{ mail: undefined, stop: async () => {} },
    };
    const platform = await startServing(config, secrets, given, lent);
    let stopping = false;
    stop = async () => {
      if (stopping) return undefined as never;
      stopping = true;
      await platform.close();
      await telemetry.stop();
      process.exit(0);
    };
    process.send?.({ type: 'ready' });
  } catch (error) {
    process.send?.({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}

/** The database connections that one process was to have are those of all workers together. */
function shared(environment: WorkerStart['environment']): WorkerStart['environment'] {
  const workers = parseStandaloneConfig(environment).workers;
  const pools = POOLS.map(name => [name, String(Math.max(2, Math.ceil(Number(environment[name] || 10) / workers)))]);
  return { ...environment, ...Object.fromEntries(pools) };
}

const POOLS = (['users', 'events', 'payments', 'plugins', 'notifications'] as const).map(name =>
  databaseVariable(name).replace(/_URL$/, '_POOL'),
);

/** Counted by the owner, for all workers. */
const createRateLimiter: Lent['createRateLimiter'] = (name, points, duration) =>
  new RateLimiterCluster({ keyPrefix: name, points, duration, timeoutMs: PATIENCE });

const createActionRate: Lent['createActionRate'] = (name, perMinute) => {
  const limiter = new RateLimiterCluster({ keyPrefix: name, points: perMinute, duration: 60, timeoutMs: PATIENCE });
  return {
    take: key =>
      limiter.consume(key).then(
        () => undefined,
        refused => {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        },
      ),
  };
};

async function tellCounts(id: number): Promise<void> {
  const counted: Counted = { type: 'counted', id, metrics: await metrics.getMetricsAsJSON() };
  process.send?.(counted);
}

let asked = 0;

/** What all processes count, which the owner adds up. */
function figuresOfAll(): Promise<string> {
  const id = ++asked;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(), PATIENCE);
    const end = (text?: string) => {
      clearTimeout(timer);
      process.off('message', hear);
      if (text === undefined) reject(new Error('The figures of all processes were not to be had.'));
      else resolve(text);
    };
    const hear = (message: unknown) => {
      if (isMessage<FiguresAnswer>(message, 'figures') && message.id === id) end(message.text);
    };
    process.on('message', hear);
    process.send?.({ type: 'figures', id });
  });
}
