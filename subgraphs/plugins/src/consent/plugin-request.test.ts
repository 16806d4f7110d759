import type { PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import { expect, it } from 'vitest';
import { requestsBeyond, requestsOf } from './plugin-request.ts';

const NOTHING = { network: [], hooks: [], webhooks: {}, extensions: [], actions: {}, configSchema: { type: 'object' } };
const asked = (manifest: object, fields: readonly { type: string; field: string }[] = []) =>
  requestsOf({
    manifest: { ...NOTHING, ...manifest } as unknown as PluginManifest,
    componentInputs: [{ fields } as never],
  }).map(({ kind, name }) => `${kind} ${name}`);
const settings = (...names: string[]) => ({
  properties: Object.fromEntries(names.map(name => [name, { type: 'string', sensitive: true }])),
});

it('is everything that a manifest asks for, each thing once', () => {
  const manifest = {
    ...{ network: ['a.example', 'b.example'], hooks: ['order.placed'], webhooks: { office: { action: 'take' } } },
    actions: { pay: { public: true }, sync: { public: false } },
    extensions: [{ target: 'ORDER_DETAIL', component: 'Card' }],
    schedules: { nightly: { cron: '0 3 * * *', timeZone: 'UTC', action: 'sync' } },
    configSchema: settings('plain', 'kept'),
    secrets: { kept: { hosts: ['b.example'] } },
  };
  const field = { type: 'Order', field: 'number' };
  expect(asked(manifest, [field, field])).toEqual([
    ...['HOST a.example', 'HOST b.example', 'HOOK order.placed', 'WEBHOOK office', 'COMPONENT ORDER_DETAIL Card'],
    ...['FIELD Order.number', 'PUBLIC_ACTION pay', 'SCHEDULE 0 3 * * * UTC sync', 'SECRET plain', 'SECRET kept'],
    ...['SECRET_IN_CODE plain', 'SECRET_HOST plain a.example', 'SECRET_HOST plain b.example'],
    'SECRET_HOST kept b.example',
  ]);
});

it('is nothing for a plugin that asks for nothing, also one of before there were such things', () => {
  expect(asked({})).toEqual([]);
  const old = { network: [], hooks: [], configSchema: { type: 'object' } } as unknown as PluginManifest;
  expect(requestsOf({ manifest: old })).toEqual([]);
});

it('no name of a setting passes for another request', () => {
  const spoken = asked({ configSchema: settings('key', 'key a.example'), secrets: { key: {}, 'key a.example': {} } });
  expect(spoken).not.toContain('SECRET_HOST key a.example');
  expect(spoken).not.toContain('SECRET_IN_CODE key');
});

it('goes beyond others where none of them is of its kind and name', () => {
  const [host, hook] = [{ kind: 'HOST', name: 'x' } as const, { kind: 'HOOK', name: 'x' } as const];
  expect(requestsBeyond([host, hook], [{ ...hook }])).toEqual([host]);
  expect(requestsBeyond([], [host])).toEqual([]);
});
