import type { SubgraphResponse } from '@ticketbase/kernel';
import type { RequestContext } from '../request-context.ts';
import { untilAborted } from '../until-aborted.ts';
import type { SubgraphFetch } from './subgraph-client.ts';

type Send = () => Promise<SubgraphResponse>;

/** A query that a subgraph has not answered yet. */
interface UnderWay {
  readonly variables: SubgraphFetch['variables'];
  readonly context: RequestContext;
  /** What has to be the same, as text: made when another query of the same text comes. */
  key?: string;
  readonly waiting: Array<{
    readonly send: Send;
    resolve(answer: SubgraphResponse | Promise<SubgraphResponse>): void;
    reject(error: unknown): void;
  }>;
}

/**
 * Lets identical queries that are under way to a subgraph at the same time be one: of the same viewer, with the same token,
 * from the same client, with the same variables. Whatever was asked before a mutation ended is shared with nobody who
 * comes after it, who could miss the own change; nor is an answer that its subgraph marks as private.
 */
export class SharedQueries {
  /** By subgraph, and by text. */
  private readonly bySubgraph = new Map<string, Map<string, UnderWay[]>>();

  /** Changes go their own way, and what is under way when one ends is shared no further. */
  async change(send: Send): Promise<SubgraphResponse> {
    try {
      return await send();
    } finally {
      for (const byText of this.bySubgraph.values()) byText.clear();
    }
  }

  /** The answer to a query: its own, or a copy of what another of the same was answered. */
  async query(subgraph: string, fetch: SubgraphFetch, context: RequestContext, send: Send): Promise<SubgraphResponse> {
    const { variables } = fetch;
    const byText = this.textsOf(subgraph);
    const others = byText.get(fetch.query);
    const same = others && find(others, variables, context);
    if (same) return this.join(same, context, send);
    const own: UnderWay = { variables, context, waiting: [] };
    if (others) others.push(own);
    else byText.set(fetch.query, [own]);
    try {
      const answer = await send();
      // Answers are merged in place by whoever asked: each needs one of its own.
      for (const each of own.waiting) each.resolve(isPrivate(answer) ? each.send() : copyOf(answer));
      return answer;
    } catch (error) {
      for (const { reject } of own.waiting) reject(error);
      throw error;
    } finally {
      forget(byText, fetch.query, own);
    }
  }

  private textsOf(subgraph: string): Map<string, UnderWay[]> {
    let byText = this.bySubgraph.get(subgraph);
    if (!byText) {
      byText = new Map();
      this.bySubgraph.set(subgraph, byText);
    }
    return byText;
  }

  /** One that was given up by who asked it first is asked again by who still waits for it. */
  private async join(other: UnderWay, { signal }: RequestContext, send: Send): Promise<SubgraphResponse> {
    try {
      const answer = new Promise<SubgraphResponse>((resolve, reject) => other.waiting.push({ send, resolve, reject }));
      return await untilAborted(answer, signal);
    } catch (error) {
      if (!other.context.signal?.aborted || signal?.aborted) throw error;
      return send();
    }
  }
}

function find(
  others: readonly UnderWay[],
  variables: SubgraphFetch['variables'],
  context: RequestContext,
): UnderWay | undefined {
  let key: string | undefined;
  for (const other of others) {
    if (other.context.viewer !== context.viewer || other.context.accessToken !== context.accessToken) continue;
    key ??= keyOf(variables, context);
    other.key ??= keyOf(other.variables, other.context);
    if (other.key === key) return other;
  }
  return undefined;
}

function forget(byText: Map<string, UnderWay[]>, text: string, own: UnderWay): void {
  const left = byText.get(text);
  if (!left?.includes(own)) return;
  if (left.length === 1) byText.delete(text);
  else left.splice(left.indexOf(own), 1);
}

const isPrivate = ({ cacheControl }: SubgraphResponse): boolean => /\bprivate\b/.test(cacheControl ?? '');

/** A copy of what came as JSON, or could have: many times faster than what copies anything. */
function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const name in value) if (name !== '__proto__') copy[name] = copyOf(value[name]);
  return copy as T;
}

const keyOf = (variables: SubgraphFetch['variables'], { client }: RequestContext): string =>
  JSON.stringify([variables, client]);
