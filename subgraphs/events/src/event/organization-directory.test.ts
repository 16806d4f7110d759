import { ServiceUnavailableError } from '@ticketbase/kernel';
import { CommandClient } from '@ticketbase/subgraph-kit';
import { fakeEndpoint } from '@ticketbase/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { OrganizationDirectory } from './organization-directory.ts';

afterEach(() => void vi.useRealTimers());

const directoryOf = (answer: (slug: string) => { id: string } | null) => {
  const users = fakeEndpoint('users', { organizationForService: ({ slug }) => answer(slug as string) });
  return { users, directory: new OrganizationDirectory(new CommandClient(users, 'events')) };
};

test('an answer is asked for once a minute, also by many at once, and also if there is no such organization', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { users, directory } = directoryOf(slug => (slug === 'harbour' ? { id: 'o-1' } : null));
  const find = (slug: string) => directory.findId(slug, 'r');
  expect(await Promise.all([find('harbour'), find('harbour'), find('nobody'), find('nobody')])).toEqual([
    ...['o-1', 'o-1', null, null],
  ]);
  expect(users.requests).toHaveLength(2);
  vi.setSystemTime(Date.now() + 61_000);
  expect(await find('harbour')).toBe('o-1');
  expect(users.requests).toHaveLength(3);
});

test('a failure is not remembered', async () => {
  let down = true;
  const { directory } = directoryOf(() => {
    if (down) throw new ServiceUnavailableError('users');
    return { id: 'o-1' };
  });
  await expect(directory.findId('harbour', 'r')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  down = false;
  expect(await directory.findId('harbour', 'r')).toBe('o-1');
});
