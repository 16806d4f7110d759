import { ConfigurationError } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { parseAnalyticsConfig } from './config.ts';

test('a server is all that is needed', () => {
  expect(parseAnalyticsConfig({ MONGODB_URL: 'mongodb://127.0.0.1:27017' })).toEqual({
    mongoUrl: 'mongodb://127.0.0.1:27017',
    database: 'ticketbase_analytics',
  });
});

test('every fault is named at once, and no value', () => {
  const secret = 'a-password-that-must-not-be-shown';
  try {
    parseAnalyticsConfig({ MONGODB_URL: `postgresql://u:${secret}@h/d`, MONGODB_DATABASE: 'a/b' });
    expect.unreachable();
  } catch (error) {
    const { faults, message } = error as ConfigurationError;
    expect(faults.map(fault => fault.split(':')[0])).toEqual(['MONGODB_URL', 'MONGODB_DATABASE']);
    expect(message).not.toContain(secret);
  }
});
