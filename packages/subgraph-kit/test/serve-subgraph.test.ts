import { domainEvent, type Logger, newId, Viewer } from '@ticketbase/kernel';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Access, Query, Resolver } from '../src/graphql.ts';
import { buildSubgraph, httpSubscriber, Subgraph, serveSubgraph } from '../src/index.ts';

const SECRET = 'a secret of at least thirty-two characters';

@Resolver()
class PlaceResolver {
  @Access('public')
  @Query(() => String, { description: 'A place.' })
  place() {
    return 'Harbour';
  }
}

test('a domain event that cannot be applied is logged where the reason is known, and not told over HTTP', async () => {
  const error = vi.fn();
  const reason = new Error('the disk is full');
  const subgraph = new Subgraph({
    schema: buildSubgraph({ name: 'events', resolvers: [PlaceResolver], references: {} }),
    logger: { error } as unknown as Logger,
    createServices: () => ({}),
    deliver: () => Promise.reject(reason),
  });
  const findKey = async () => undefined;
  const server = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret: SECRET, findKey });
  onTestFinished(() => server.close());
  const subscriber = httpSubscriber({ from: 'users', to: 'events', url: server.url, secret: SECRET });
  const by = { viewer: Viewer.anonymous, requestId: 'request-1', organizationId: newId() };

  const delivery = subscriber.deliver(domainEvent('user.logged_in', { userId: newId() }, by));

  await expect(delivery).rejects.toThrow('events answered 500 to user.logged_in');
  expect(error).toHaveBeenCalledExactlyOnceWith({ err: reason, requestId: 'request-1' }, 'unexpected fault');
});
