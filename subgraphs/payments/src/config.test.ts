import { ConfigurationError } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { parsePaymentsConfig } from './config.ts';

test('every fault of the environment is reported at once, without its value', () => {
  const parse = () => parsePaymentsConfig({ PAYMENTS_TOKEN_SECRET: 'short', PAYMENTS_HOLD_MINUTES: '0' });
  expect(parse).toThrow(ConfigurationError);
  expect(parse).toThrow(/PAYMENTS_DATABASE_URL[\s\S]*PAYMENTS_TOKEN_SECRET[\s\S]*PAYMENTS_HOLD_MINUTES/);
  expect(parse).not.toThrow(/short/);
});

const S3 = { S3_ENDPOINT: 'http://s3:9000', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'secret' };

test('the rest has defaults', () => {
  const secret = 's'.repeat(32);
  const config = parsePaymentsConfig({
    PAYMENTS_DATABASE_URL: 'postgres://u:p@h/d',
    PAYMENTS_TOKEN_SECRET: secret,
    ...S3,
  });
  expect(config).toMatchObject({
    holdMinutes: 10,
    cartsPerClient: 10,
    onlinePaymentMinutes: 30,
    manualPaymentHours: 168,
    databasePoolSize: 10,
  });
});
