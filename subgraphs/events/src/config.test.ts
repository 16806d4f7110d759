import { ConfigurationError } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { parseEventsConfig } from './config.ts';

const given = {
  EVENTS_DATABASE_URL: 'postgresql://events:secret@127.0.0.1:5432/ticketbase',
  EVENTS_ENCRYPTION_KEYS: 'k1:5NbKVw5hXq0yD8mEJbqbY3cU1f0o7rUO3m4cZC1xH0I=',
  S3_ENDPOINT: 'http://127.0.0.1:9000',
  S3_ACCESS_KEY: 'access',
  S3_SECRET_KEY: 'a-secret-key',
};

test('the rest has defaults', () => {
  expect(parseEventsConfig(given)).toMatchObject({
    ...{ databaseUrl: given.EVENTS_DATABASE_URL, poolSize: 10, sweepInterval: 5_000 },
    objectStorage: { bucket: 'ticketbase-events', region: 'us-east-1', publicEndpoint: undefined },
  });
});

test('every fault is named at once, and no value with it', () => {
  const bad = { ...given, EVENTS_DATABASE_URL: 'nowhere-secret', S3_SECRET_KEY: '', EVENTS_SWEEP_INTERVAL_MS: 'often' };
  const faults = () => parseEventsConfig(bad);
  expect(faults).toThrow(ConfigurationError);
  expect(faults).toThrow(/EVENTS_DATABASE_URL[\s\S]*S3_SECRET_KEY[\s\S]*EVENTS_SWEEP_INTERVAL_MS/);
  expect(faults).not.toThrow(/nowhere-secret/);
});

test('passes for Apple Wallet need all that they are signed with, or nothing of it', () => {
  const pem = '-----BEGIN CERTIFICATE-----\\nAA\\n-----END CERTIFICATE-----';
  const wallet = { WALLET_CERTIFICATE: pem, WALLET_PRIVATE_KEY: pem, WALLET_ISSUER_CERTIFICATE: pem };
  expect(parseEventsConfig(given).wallet).toBeUndefined();
  expect(() => parseEventsConfig({ ...given, ...wallet })).toThrow(/WALLET_PASS_TYPE_ID[\s\S]*WALLET_TEAM_ID/);
  const whole = { ...given, ...wallet, WALLET_PASS_TYPE_ID: 'pass.example.tickets', WALLET_TEAM_ID: 'ABCDE12345' };
  expect(parseEventsConfig(whole).wallet).toMatchObject({
    certificate: '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----',
    passTypeId: 'pass.example.tickets',
  });
});
