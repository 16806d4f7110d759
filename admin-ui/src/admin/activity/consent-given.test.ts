import { expect, it } from 'vitest';
import { consentGiven } from './consent-given.ts';

it('what a plugin was allowed is told scope by scope, and all else by kind and name', () => {
  const consented = [
    { kind: 'HOST', name: 'api.example.com' },
    { kind: 'PUBLIC_ACTION', name: 'pay' },
  ];
  expect(consentGiven({ grantedPermissions: ['orders:read'], consented, version: '1.0.0' })).toEqual([
    'orders:read',
    'host api.example.com',
    'public action pay',
  ]);
});

it.each([[null], [undefined], [{}], [{ grantedPermissions: null, consented: 'x' }]])('is nothing in %j', details => {
  expect(consentGiven(details)).toEqual([]);
});
