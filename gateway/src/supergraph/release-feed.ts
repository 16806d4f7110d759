import type { Logger, SubgraphEndpoint } from '@ticketbase/kernel';
import { newId, Viewer } from '@ticketbase/kernel';
import { z } from 'zod';
import { untilAborted } from '../until-aborted.ts';
import type { LoadSupergraph } from './supergraph.ts';
import type { SupergraphSwitch } from './supergraph-switch.ts';

/** Milliseconds between two looks for a new release; after failures it doubles up to the longest. */
const INTERVAL = 300;
const LONGEST_INTERVAL = 10_000;
const TIMEOUT = 5_000;

const QUERY = `query SupergraphRelease($ifNot: ID) { supergraphRelease(ifNot: $ifNot) { id sdl } }`;
const answer = z.object({ supergraphRelease: z.object({ id: z.string(), sdl: z.string() }).nullable() });

export interface ReleaseFeedParts {
  /** The plugins subgraph, which composes a release whenever a plugin is published. */
  readonly endpoint: SubgraphEndpoint;
  readonly load: LoadSupergraph;
  readonly target: SupergraphSwitch;
  readonly logger: Logger;
  readonly interval?: number;
}

/** Operations that are planned before a release serves. */
const WARMED = 100;

/** Watches for newly composed supergraphs and changes to them. A broken one is refused, and the old one goes on. */
export class ReleaseFeed {
  private readonly parts: ReleaseFeedParts;
  private seen: string | undefined;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private stopped = false;

  constructor(parts: ReleaseFeedParts) {
    this.parts = parts;
  }

  /** Looks once, and from then on every interval until it is stopped. Never throws. */
  async start(): Promise<void> {
    this.polling = this.poll();
    await this.polling;
    this.schedule();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.polling;
  }

  private schedule(): void {
    if (this.stopped) return;
    const delay = Math.min((this.parts.interval ?? INTERVAL) * 2 ** this.failures, LONGEST_INTERVAL);
    this.timer = setTimeout(() => void this.start(), delay).unref();
  }

  private async poll(): Promise<void> {
    const { logger } = this.parts;
    try {
      const release = await this.newest();
      if (this.failures > 0) logger.info('releases of the supergraph can be read again');
      this.failures = 0;
      if (release && !this.stopped) await this.apply(release);
    } catch (error) {
      // Once per outage: the log is not the place to count attempts.
      if (this.failures === 0) logger.warn({ err: error }, 'releases of the supergraph cannot be read; trying again');
      this.failures = Math.min(this.failures + 1, 10);
    }
  }

  private async newest() {
    const signal = AbortSignal.timeout(TIMEOUT);
    const asked = this.parts.endpoint.execute({
      query: QUERY,
      variables: { ifNot: this.seen ?? null },
      viewer: Viewer.service('gateway'),
      requestId: newId(),
      signal,
    });
    const response = await untilAborted(asked, signal);
    const [error] = response.errors ?? [];
    if (error) throw new Error(error.message);
    return answer.parse(response.data).supergraphRelease;
  }

  private async apply({ id, sdl }: { id: string; sdl: string }): Promise<void> {
    const { load, target, logger } = this.parts;
    // Remembered even if it is refused: a broken release does not mend by being tried again.
    this.seen = id;
    if (sdl === target.supergraph.sdl) return;
    const previous = target.supergraph.id;
    try {
      const next = await load(id, sdl);
      await next.warm(target.supergraph.hottest(WARMED));
      if (!this.stopped) target.change(next);
      logger.info({ previous, supergraph: id }, 'changed to a new release of the supergraph');
    } catch (error) {
      logger.error({ previous, refused: id, err: error }, 'refused a broken release of the supergraph');
    }
  }
}
