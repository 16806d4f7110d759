import { ConfigurationError } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { parseNotificationsConfig } from './config.ts';

const environment = {
  NOTIFICATIONS_DATABASE_URL: 'postgresql://n:p@localhost/ticketbase',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  PUBLIC_URL: 'https://tickets.example/',
  MAIL_FROM: 'Harbour Tickets <tickets@harbour.example>',
};

test('a whole environment makes a configuration', () => {
  expect(parseNotificationsConfig(environment)).toEqual({
    databaseUrl: environment.NOTIFICATIONS_DATABASE_URL,
    databasePoolSize: 10,
    smtpUrl: environment.SMTP_URL,
    mailFrom: { name: 'Harbour Tickets', address: 'tickets@harbour.example' },
    publicUrl: 'https://tickets.example',
  });
  expect(parseNotificationsConfig({ ...environment, MAIL_FROM: 'a@b.example' }).mailFrom).toEqual({
    name: '',
    address: 'a@b.example',
  });
});

test('every fault is named at once, and no value', () => {
  const secret = 'a-password-that-must-not-be-shown';
  try {
    parseNotificationsConfig({
      NOTIFICATIONS_DATABASE_URL: `mysql://u:${secret}@h/d`,
      SMTP_URL: secret,
      MAIL_FROM: 'nobody',
    });
    expect.unreachable();
  } catch (error) {
    const { faults, message } = error as ConfigurationError;
    expect(faults.map(fault => fault.split(':')[0])).toEqual([
      'NOTIFICATIONS_DATABASE_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'PUBLIC_URL',
    ]);
    expect(message).not.toContain(secret);
  }
});

test('production has no default sender', () => {
  const { MAIL_FROM, ...rest } = environment;
  expect(parseNotificationsConfig(rest).mailFrom.address).toContain('@');
  expect(() => parseNotificationsConfig({ ...rest, NODE_ENV: 'production' })).toThrow(ConfigurationError);
});
