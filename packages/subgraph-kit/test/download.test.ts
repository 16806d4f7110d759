import { type Download, httpEndpoint, type Logger } from '@ticketbase/kernel';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Access, Query, Resolver } from '../src/graphql.ts';
import { buildSubgraph, Subgraph, serveSubgraph } from '../src/index.ts';

const SECRET = 'a secret of at least thirty-two characters';

@Resolver()
class PlaceResolver {
  @Access('public')
  @Query(() => String, { description: 'A place.' })
  place() {
    return 'Harbour';
  }
}

type Open = (token: string, signal: AbortSignal) => Promise<Download | null>;

/** A subgraph behind signed HTTP that hands out what `open` opens. */
async function serve(open: Open) {
  const error = vi.fn();
  const subgraph = new Subgraph({
    schema: buildSubgraph({ name: 'events', resolvers: [PlaceResolver], references: {} }),
    logger: { error } as unknown as Logger,
    createServices: () => ({}),
    download: open,
  });
  const options = { host: '127.0.0.1', port: 0, secret: SECRET, findKey: async () => undefined };
  const server = await serveSubgraph(subgraph, options);
  onTestFinished(() => server.close());
  const endpoint = httpEndpoint({ name: 'events', url: server.url, secret: SECRET, caller: 'gateway' });
  return { endpoint, error, url: server.url };
}

const never = () => new AbortController().signal;
async function read(file: Download | null): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of file!.body) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('a file comes over HTTP as it comes in process: its name, its type and its bytes', async () => {
  async function* body() {
    yield Buffer.from('one,');
    yield Buffer.from('two');
  }
  const { endpoint } = await serve(async () => ({
    filename: 'Ä, “1”.csv',
    contentType: 'text/csv; charset=utf-8',
    body: body(),
  }));
  const file = await endpoint.download!('token', never());
  expect(file).toMatchObject({ filename: 'Ä, “1”.csv', contentType: 'text/csv; charset=utf-8' });
  expect(await read(file)).toBe('one,two');
});

test('a link that is not good is null, and a call without the gateway’s signature is refused', async () => {
  const open = vi.fn(async () => null);
  const { endpoint, url } = await serve(open);
  expect(await endpoint.download!('gone', never())).toBeNull();
  expect(open).toHaveBeenCalledOnce();
  expect((await fetch(`${url}/downloads/gone`)).status).toBe(401);
  const other = httpEndpoint({ name: 'events', url, secret: 'another secret of thirty-two characters', caller: 'x' });
  await expect(other.download!('gone', never())).rejects.toThrow();
  expect(open).toHaveBeenCalledOnce();
});

test('a reader who goes away ends the work for the file, and a fault in it leaves no complete answer', async () => {
  const ended = Promise.withResolvers<void>();
  async function* endless(signal: AbortSignal) {
    try {
      for (;;) {
        signal.throwIfAborted();
        yield Buffer.alloc(64 * 1024);
      }
    } finally {
      ended.resolve();
    }
  }
  const open: Open = async (token, signal) => ({
    ...{ filename: 'x', contentType: 'text/plain' },
    body: token === 'endless' ? endless(signal) : failing(),
  });
  const { endpoint, error } = await serve(open);
  const aborted = new AbortController();
  const file = await endpoint.download!('endless', aborted.signal);
  const reader = file!.body[Symbol.asyncIterator]();
  await reader.next();
  aborted.abort();
  await ended.promise;

  await expect(endpoint.download!('failing', never()).then(read)).rejects.toThrow();
  expect(error).toHaveBeenCalledOnce();
});

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(1024);
  throw new Error('the disk is full');
}
