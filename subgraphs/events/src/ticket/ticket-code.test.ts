import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newTicketCode, parseTicketCode, qrPayload } from './ticket-code.ts';

test('a code is 13 symbols that cannot be mistaken for others, in groups', () => {
  for (let round = 0; round < 200; round += 1) {
    expect(newTicketCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]$/);
  }
});

test('every symbol is used about equally often', () => {
  const counts = new Map<string, number>();
  const symbols = Array.from({ length: 4_000 }, newTicketCode).join('').replaceAll('-', '');
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  expect(counts.size).toBe(32);
  // 1,625 expected each; eight standard deviations either way.
  for (const count of counts.values()) expect(Math.abs(count - 1_625)).toBeLessThan(320);
});

test('a code is read as typed, as scanned, and with look-alike letters', () => {
  const code = '0123-4567-89AB-C';
  const written = [
    code,
    code.toLowerCase(),
    '0123456789ABC',
    ' 0123 4567 89ab c ',
    'OI23-4567-89AB-C',
    'oL23456789abc',
    qrPayload(code),
  ];
  for (const text of written) expect(parseTicketCode(text)).toBe(code);
});

test('anything else is no code', () => {
  for (const text of [
    '',
    '0123-4567-89AB',
    '0123-4567-89AB-CD',
    'U123-4567-89AB-C',
    'tb2.0123456789ABC',
    '0'.repeat(1_000_000),
  ]) {
    expect(parseTicketCode(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), text => [undefined, 'string'].includes(parseTicketCode(text) && 'string')));
});
