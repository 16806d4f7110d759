import { describe, expect, it } from 'vitest';
import { type AskingVersion, askedBeyond, askedBy, fieldsIn, linesOf, type PluginRequest } from './asked.ts';

const field = (name: string) => ({ type: 'Order', field: name, description: `Its ${name}.`, scope: null });
const key = { name: 'key', title: 'Access key', withheld: true, hosts: ['a.example', 'b.example'] };
const version: AskingVersion = {
  permissions: ['orders:read', 'moon:land'],
  requests: [
    { kind: 'HOST', name: 'a.example' },
    { kind: 'HOOK', name: 'order.refunded' },
    { kind: 'WEBHOOK', name: 'office' },
    { kind: 'COMPONENT', name: 'ORDER_DETAIL Card' },
    { kind: 'FIELD', name: 'Order.number' },
    { kind: 'FIELD', name: 'Order.buyer' },
    { kind: 'PUBLIC_ACTION', name: 'pay' },
    { kind: 'SCHEDULE', name: '0 3 * * * UTC export' },
    { kind: 'SECRET', name: 'key' },
    { kind: 'SECRET_HOST', name: 'key a.example' },
    { kind: 'SECRET_HOST', name: 'key b.example' },
  ],
  extensions: [{ target: 'ORDER_DETAIL', component: 'Card', fields: [field('number'), field('buyer')] }],
  secrets: [key],
};
const lines = (requests: PluginRequest[], secrets = [key]) =>
  linesOf({ scopes: [], requests }, { ...version, secrets }).map(({ text, code }) => `${text} ${code}`.trim());

describe('what a version asks for', () => {
  it('is told in words, and by its name where there are none', () => {
    expect(linesOf(askedBy(version), version).map(({ text, code }) => `${text} ${code}`)).toEqual([
      'See orders, buyers and payments. orders:read',
      'moon:land moon:land',
      'Send and receive data over the internet: a.example',
      'Is told when an order is refunded. order.refunded',
      'Is called from outside by its webhook office',
      'Shows something beside an order. Card',
      'Answers your buyers: pay',
      'Runs by itself every day, at 03:00 (UTC): export',
      'Uses, without ever seeing it, the secret “Access key”, which may be sent to: a.example, b.example',
    ]);
    expect(fieldsIn(askedBy(version), version)).toEqual(version.extensions);
  });

  it('is all shown that is sent, also a field that no component of the version is known by', () => {
    expect(lines([{ kind: 'FIELD', name: 'Order.total' }])).toEqual(['Is given to see Order.total']);
  });

  it('is of a secret the hosts that are new, or that code gets it', () => {
    expect(lines([{ kind: 'SECRET_HOST', name: 'key b.example' }])).toEqual([
      'May send the secret “Access key” to: b.example',
    ]);
    expect(lines([{ kind: 'SECRET_IN_CODE', name: 'key' }], [{ ...key, withheld: false }])).toEqual([
      'Is given the secret “Access key”, which may be sent to: a.example, b.example',
    ]);
    expect(lines([{ kind: 'SECRET', name: 'key' }], [{ ...key, hosts: [] }])).toEqual([
      'Uses, without ever seeing it, the secret “Access key”, which is sent nowhere.',
    ]);
  });
});

it('beyond what was consented to is what is not among it, by kind and name', () => {
  const consented = version.requests.filter(({ kind }) => kind !== 'FIELD' && kind !== 'HOST');
  const asked = askedBeyond(version, {
    grantedPermissions: ['orders:read'],
    consented: [...consented, { kind: 'HOOK', name: 'a.example' }, { kind: 'FIELD', name: 'Order.number' }],
  });
  expect(asked).toEqual({
    scopes: ['moon:land'],
    requests: [
      { kind: 'HOST', name: 'a.example' },
      { kind: 'FIELD', name: 'Order.buyer' },
    ],
  });
  expect(fieldsIn(asked, version)).toEqual([{ target: 'ORDER_DETAIL', component: 'Card', fields: [field('buyer')] }]);
  expect(askedBeyond(version, { grantedPermissions: version.permissions, consented: version.requests })).toEqual({
    scopes: [],
    requests: [],
  });
});
