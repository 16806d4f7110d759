import { newId } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { TokenMint } from '../token-mint.ts';
import { readToken, signToken } from './signed-token.ts';

const mint = new TokenMint('a secret of at least thirty-two characters');
const place = { e: newId(), n: 7 };
const token = signToken(mint, 'place', place);

test('a token says what was signed', () => {
  expect(readToken(mint, 'place', token)).toEqual(place);
});

test.each([
  [
    'with another number',
    `${Buffer.from(JSON.stringify({ ...place, n: 1 })).toString('base64url')}.${token.split('.')[1]}`,
  ],
  ['with a letter changed', token.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))],
  ['without a signature', token.split('.')[0]!],
  ['with more behind it', `${token}.x`],
  ['of nothing', ''],
  ['that is endless', 'x'.repeat(10_000)],
  ['of another secret', signToken(new TokenMint('another secret of thirty-two characters'), 'place', place)],
  ['of another kind', signToken(mint, 'admission', { e: place.e, a: newId(), x: 4_000_000_000 })],
])('a token %s says nothing', (_, forged) => {
  expect(readToken(mint, 'place', forged)).toBeUndefined();
});
