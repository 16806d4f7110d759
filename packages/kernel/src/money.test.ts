import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, isCurrency, minorUnitDigits } from './money.ts';

test('an amount is formatted with the digits of its currency', () => {
  expect(formatMoney({ amount: 1250, currency: 'EUR' })).toBe('€12.50');
  expect(formatMoney({ amount: 1250, currency: 'JPY' })).toBe('¥1,250');
  expect(formatMoney({ amount: -5, currency: 'EUR' })).toBe('-€0.05');
  expect(formatMoney({ amount: 1250, currency: 'EUR' }, 'de-DE')).toBe('12,50\u00a0€');
});

test('an unknown locale is answered in English, not with a fault', () => {
  expect(formatMoney({ amount: 100, currency: 'EUR' }, 'not a locale')).toBe('€1.00');
});

test('no digit of an amount is lost, however large', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }), amount => {
      const digits = formatMoney({ amount, currency: 'EUR' })
        .replace(/\D/g, '')
        .replace(/^0+(?=\d)/, '');
      expect(digits).toBe(String(Math.abs(amount)));
    }),
  );
});

test('currencies are those of ISO 4217', () => {
  expect(isCurrency('EUR')).toBe(true);
  expect(isCurrency('eur')).toBe(false);
  expect(minorUnitDigits('JPY')).toBe(0);
});
