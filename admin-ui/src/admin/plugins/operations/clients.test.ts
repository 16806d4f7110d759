import { expect, test } from 'vitest';
import { clientsOf } from './clients.ts';

const operation = (client: string, name: string, forServer = false) => ({
  ...{ __typename: 'ClientOperation' as const, client, name, forServer },
  ...{ document: `query ${name} { me { id } }`, registeredAt: '2026-03-01T12:00:00Z' },
});

test('operations stand with their client, and one of the server’s is another than the organization’s of that name', () => {
  const found = clientsOf([operation('app', 'A'), operation('app', 'B'), operation('app', 'C', true)]);
  expect(found.map(({ name, forServer, operations }) => [name, forServer, operations.map(each => each.name)])).toEqual([
    ['app', false, ['A', 'B']],
    ['app', true, ['C']],
  ]);
});
