import { Secret, TOTP } from 'otpauth';

/** Seconds for which one code stands (RFC 6238). */
const PERIOD = 30;
/** How many steps a phone's clock may be off, either way. */
const WINDOW = 1;
const ISSUER = 'TicketBase';

const totp = (secret: string, label: string) =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD });

/** A new secret for an authenticator: 160 bits (RFC 4226, 4), base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator reads from a QR code. */
export const totpUrl = (secret: string, label: string): string => totp(secret, label).toString();

/** The time step that a code belongs to, or null if it is no code of now. `now` is milliseconds. */
export function matchingStep(secret: string, code: string, now = Date.now()): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totp(secret, '').validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD) + delta;
}
