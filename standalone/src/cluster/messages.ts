import type { SpawnedPluginHost } from '@ticketbase/plugin-host/client';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { Secrets } from '../secrets.ts';

/** What a worker is given to begin with: by message, because an environment can be read by others of the same user. */
export interface WorkerStart {
  readonly type: 'start';
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly secrets: Secrets;
  readonly infrastructure: {
    readonly environment: Readonly<Record<string, string>>;
    readonly databaseUrls: Readonly<Record<string, string | undefined>>;
  };
  readonly pluginHost: SpawnedPluginHost['access'];
  /** Where the mails of development can be read. */
  readonly mailbox: string | undefined;
}

/** From the owner to a worker. */
export type ToWorker =
  | WorkerStart
  | { readonly type: 'stop' }
  | { readonly type: 'count'; readonly id: number }
  | FiguresAnswer;

/** The figures of all processes, or why there are none. */
export interface FiguresAnswer {
  readonly type: 'figures';
  readonly id: number;
  readonly text?: string;
}

/** From a worker to the owner. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'figures'; readonly id: number }
  | Counted;

/** What one worker counts. */
export interface Counted {
  readonly type: 'counted';
  readonly id: number;
  readonly metrics: MetricObjectWithValues<MetricValue<string>>[];
}

/** Other parts of the process send messages of their own over the same channel. */
export const isMessage = <Message extends { readonly type: string }>(
  value: unknown,
  ...types: readonly Message['type'][]
): value is Message => types.includes((value as { type?: unknown } | null)?.type as string);
