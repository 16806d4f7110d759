import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyDomainEvent, Logger, SubgraphEndpoint, SubgraphName } from '@ticketbase/kernel';
import { LIVE_FIELDS, type LiveField } from './live-field.ts';

/** Milliseconds until a subgraph whose stream has ended is watched again; doubles up to the longest. */
const RETRY = 200;
const LONGEST_RETRY = 5_000;

/** Someone who wants to hear of one thing. */
export interface LiveListener {
  /** It happened. */
  heard(event: AnyDomainEvent): void;
  /** Something may have happened that was not told. */
  missed(): void;
}

interface Source {
  readonly stopped: AbortController;
  readonly listeners: Set<LiveListener>;
}

/**
 * Hears the domain events of the subgraphs, each of which is watched only while somebody listens, and passes each on
 * to those whom it concerns: who listens is found by organization, field and id, so that nobody hears of another
 * tenant's.
 */
export class LiveFeed {
  private readonly endpoints: Readonly<Record<SubgraphName, SubgraphEndpoint>>;
  private readonly logger: Logger;
  private readonly sources = new Map<SubgraphName, Source>();
  private readonly byTopic = new Map<string, Set<LiveListener>>();

  constructor(endpoints: Readonly<Record<SubgraphName, SubgraphEndpoint>>, logger: Logger) {
    this.endpoints = endpoints;
    this.logger = logger;
  }

  /** Listens for what concerns the id in one organization; call the answer to end it. */
  listen(field: LiveField, organizationId: string, id: string, listener: LiveListener): () => void {
    const topic = topicOf(field, organizationId, id);
    const listeners = this.byTopic.get(topic) ?? new Set();
    this.byTopic.set(topic, listeners.add(listener));
    const names = Object.keys(field.events) as SubgraphName[];
    for (const name of names) this.watch(name).listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.byTopic.delete(topic);
      for (const name of names) this.leave(name, listener);
    };
  }

  close(): void {
    for (const { stopped } of this.sources.values()) stopped.abort();
    this.sources.clear();
    this.byTopic.clear();
  }

  private watch(name: SubgraphName): Source {
    const known = this.sources.get(name);
    if (known) return known;
    const source: Source = { stopped: new AbortController(), listeners: new Set() };
    this.sources.set(name, source);
    void this.follow(name, source);
    return source;
  }

  private leave(name: SubgraphName, listener: LiveListener): void {
    const source = this.sources.get(name);
    source?.listeners.delete(listener);
    if (source?.listeners.size !== 0) return;
    source.stopped.abort();
    this.sources.delete(name);
  }

  private async follow(name: SubgraphName, { stopped: { signal }, listeners }: Source): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        // What happened between two streams was told to nobody.
        if (failures > 0) for (const listener of listeners) listener.missed();
        for await (const event of this.endpoints[name].watch?.(signal) ?? []) {
          failures = 0;
          this.pass(name, event);
        }
      } catch (error) {
        if (failures === 0)
          this.logger.warn({ subgraph: name, err: error }, 'domain events are not told; trying again');
      }
      const delay = Math.min(RETRY * 2 ** Math.min(failures, 10), LONGEST_RETRY);
      await sleep(delay, undefined, { signal }).catch(() => {});
    }
  }

  private pass(name: SubgraphName, event: AnyDomainEvent): void {
    if (event.organizationId === null) return;
    for (const field of LIVE_FIELDS) {
      if (!field.events[name]?.includes(event.name)) continue;
      const id = field.idOf(event);
      if (id === undefined) continue;
      for (const listener of this.byTopic.get(topicOf(field, event.organizationId, id)) ?? []) listener.heard(event);
    }
  }
}

const topicOf = ({ name }: LiveField, organizationId: string, id: string) => `${organizationId}/${name}/${id}`;
