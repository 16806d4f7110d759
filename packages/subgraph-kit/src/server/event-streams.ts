import { once } from 'node:events';
import { SIGNATURE_HEADER, verifyInternalCall, WATCH_HEARTBEAT, WATCH_PATH } from '@ticketbase/kernel';
import type { Request, Response } from 'express';
import type { Subgraph } from './subgraph.ts';

/** Streams a subgraph's domain events to gateways: a line of JSON for each, an empty one as a sign of life. */
export class EventStreams {
  private readonly subgraph: Subgraph;
  private readonly secret: string;
  private readonly open = new Set<AbortController>();

  constructor(subgraph: Subgraph, secret: string) {
    this.subgraph = subgraph;
    this.secret = secret;
  }

  /** Answers with a stream that lasts until its reader goes or `close` is called; 401 to whoever has not signed. */
  async serve(request: Request, response: Response): Promise<void> {
    try {
      verifyInternalCall(this.secret, this.subgraph.name, request.get(SIGNATURE_HEADER), WATCH_PATH);
    } catch {
      return void response.status(401).end();
    }
    const ended = new AbortController();
    response.once('close', () => ended.abort());
    this.open.add(ended);
    // A connection that is kept after its stream would hold up a stop.
    response.set('connection', 'close').type('application/x-ndjson').flushHeaders();
    const heartbeat = setInterval(() => response.write('\n'), WATCH_HEARTBEAT);
    try {
      for await (const event of this.subgraph.watch(ended.signal)) {
        if (!response.write(`${JSON.stringify(event)}\n`)) await once(response, 'drain', { signal: ended.signal });
      }
    } catch (error) {
      if (!ended.signal.aborted) this.subgraph.logger.warn({ err: error }, 'a stream of domain events has failed');
    } finally {
      clearInterval(heartbeat);
      this.open.delete(ended);
      response.end();
    }
  }

  /** Ends all of them: whoever reads connects again, to this process's successor. */
  close(): void {
    for (const ended of this.open) ended.abort();
  }
}
