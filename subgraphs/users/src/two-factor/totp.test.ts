import { expect, test } from 'vitest';
import { matchingStep, newTotpSecret, totpUrl } from './totp.ts';

// RFC 6238, appendix B: the secret 12345678901234567890, cut to six digits.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082', 1],
  [1111111109, '081804', 37037036],
])('at %i s the code %s belongs to step %i', (seconds, code, step) => {
  expect(matchingStep(SECRET, code, seconds * 1000)).toBe(step);
});

test('a code stands for one step before and after its own, and no longer', () => {
  expect(matchingStep(SECRET, '287082', 89_000)).toBe(1);
  expect(matchingStep(SECRET, '287082', 90_000)).toBeNull();
  expect(matchingStep(SECRET, '28708', 59_000)).toBeNull();
});

test('an authenticator gets a secret of 160 bits with issuer and account', () => {
  const secret = newTotpSecret();
  expect(Buffer.byteLength(secret)).toBe(32);
  expect(totpUrl(secret, 'ada@example.com')).toMatch(
    /^otpauth:\/\/totp\/TicketBase:ada%40example\.com\?issuer=TicketBase&secret=/,
  );
});
