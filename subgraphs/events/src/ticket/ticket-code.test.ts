import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newTicketCode, parseTicketCode } from './ticket-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bare = (code: string) => code.replaceAll('-', '');

test('a code is 16 symbols that cannot be mistaken for others, in groups', () => {
  for (let round = 0; round < 200; round += 1) {
    expect(newTicketCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  }
});

test('every symbol is used about equally often', () => {
  const counts = new Map<string, number>();
  const symbols = Array.from({ length: 4_000 }, () => bare(newTicketCode()).slice(0, 14)).join('');
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  expect(counts.size).toBe(32);
  // 1,750 expected each; eight standard deviations either way.
  for (const count of counts.values()) expect(Math.abs(count - 1_750)).toBeLessThan(335);
});

test('no wrong symbol, and no two neighbours that changed places, pass for a code', () => {
  for (let round = 0; round < 20; round += 1) {
    const code = bare(newTicketCode());
    for (let at = 0; at < code.length; at += 1) {
      for (const symbol of ALPHABET.replace(code[at]!, '')) {
        expect(parseTicketCode(code.slice(0, at) + symbol + code.slice(at + 1))).toBeUndefined();
      }
      const [a, b] = [code[at], code[at + 1]];
      if (b === undefined || a === b) continue;
      expect(parseTicketCode(code.slice(0, at) + b + a + code.slice(at + 2))).toBeUndefined();
    }
  }
});

test('a code is read as typed, as scanned, and with look-alike letters', () => {
  const code = newTicketCode();
  const typed = code.replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase();
  for (const text of [code, typed, ` ${typed.replaceAll('-', ' ')} `, bare(code)])
    expect(parseTicketCode(text)).toBe(code);
});

test('codes from before they were checked, and their QR codes, stay good', () => {
  const code = '0123-4567-89AB-C';
  for (const text of [code, '0123456789ABC', ' OI23 4567 89ab c ', `tb1.${code}`])
    expect(parseTicketCode(text)).toBe(code);
});

test('anything else is no code', () => {
  for (const text of ['', '0123-4567-89AB', '0123-4567-89AB-CD', 'U123-4567-89AB-C', '0'.repeat(1_000_000)]) {
    expect(parseTicketCode(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), text => [undefined, 'string'].includes(parseTicketCode(text) && 'string')));
});
