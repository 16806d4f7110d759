import { expect, it } from 'vitest';
import { widenedBackground } from './background-requests.tsx';

const daily = { name: 'daily', cron: '0 3 * * *', timeZone: 'UTC', action: 'export' };
const key = { name: 'key', title: 'Key', withheld: true, hosts: ['a.example'] };
const before = { schedules: [daily], secrets: [key] };

it('nothing is wider in what stays or narrows', () => {
  for (const after of [before, { schedules: [{ ...daily, name: 'nightly' }], secrets: [] }])
    expect(widenedBackground(before, after)).toEqual({ schedules: [], secrets: [] });
});

it('a schedule that comes at other times is new', () => {
  const hourly = { ...daily, cron: '0 * * * *' };
  expect(widenedBackground(before, { schedules: [hourly, daily], secrets: [key] }).schedules).toEqual([hourly]);
});

it('of a secret the hosts are new that it could not go to; one that code gets itself is new as a whole', () => {
  const token = { ...key, name: 'token' };
  const wider = { ...key, hosts: ['a.example', 'b.example'] };
  const given = { ...key, withheld: false };
  const secretsOf = (...secrets: (typeof key)[]) => widenedBackground(before, { schedules: [], secrets }).secrets;
  expect(secretsOf(wider, token)).toEqual([{ ...key, hosts: ['b.example'] }, token]);
  expect(secretsOf(given)).toEqual([given]);
});
