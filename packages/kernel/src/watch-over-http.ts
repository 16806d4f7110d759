import { type AnyDomainEvent, parseDomainEvent } from './domain-event/domain-event.ts';
import { ServiceUnavailableError } from './errors.ts';

/** Where a subgraph's server tells what happens in it: a line of JSON for each domain event, an empty one as a sign of life. */
export const WATCH_PATH = '/events/stream';

/** Milliseconds between two signs of life. */
export const WATCH_HEARTBEAT = 5_000;
/** After this time without one the connection is taken for dead, such as behind a firewall that forgot it. */
const SILENCE = 3 * WATCH_HEARTBEAT;
/** Characters of one line: a domain event is a few hundred. */
const MAX_LINE = 1_000_000;

/** Opens the stream; the signal ends it. */
type OpenStream = (signal: AbortSignal) => Promise<Response>;

/** Watches the subgraph whose stream `open` opens. Rejects with SERVICE_UNAVAILABLE if it ends before the signal fires. */
export async function* watchOverHttp(
  name: string,
  open: OpenStream,
  signal: AbortSignal,
): AsyncGenerator<AnyDomainEvent> {
  const silent = new AbortController();
  const watchdog = setTimeout(() => silent.abort(new Error('Nothing was heard for too long.')), SILENCE);
  try {
    const response = await open(AbortSignal.any([signal, silent.signal]));
    if (!response.ok || !response.body) throw new Error(`It was answered with ${response.status}.`);
    for await (const line of linesOf(response.body)) {
      watchdog.refresh();
      if (line !== '') yield parseDomainEvent(JSON.parse(line));
    }
    if (!signal.aborted) throw new Error('The stream has ended.');
  } catch (error) {
    if (!signal.aborted) throw new ServiceUnavailableError(name, error);
  } finally {
    clearTimeout(watchdog);
  }
}

/** Cuts a stream of bytes into lines, without their ends. Throws if one is too long to be an event. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) throw new Error('A line is too long to be a domain event.');
    yield* lines;
  }
}
