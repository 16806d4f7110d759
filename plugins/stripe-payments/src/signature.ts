import type { PluginContext } from '@ticketbase/plugin-sdk';

/** Seconds by which an event may be older, or newer, than the clock here: what Stripe's own libraries take. */
const TOLERANCE = 300;

/**
 * Whether the body was signed by whoever has the secret, and lately (https://docs.stripe.com/webhooks#verify-manually). The
 * header may hold several signatures, while a secret is being changed; one good one is enough.
 * @param now milliseconds since 1970
 */
export async function isSigned(
  ctx: Pick<PluginContext, 'crypto'>,
  { body, header, secret, now }: { body: string; header: string | undefined; secret: string; now: number },
): Promise<boolean> {
  const parts = (header ?? '').split(',').map(part => part.split('=', 2) as [string, string | undefined]);
  const timestamp = parts.find(([name]) => name === 't')?.[1];
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE) return false;
  const expected = await ctx.crypto.hmac('sha256', secret, `${timestamp}.${body}`);
  return parts.some(([name, value]) => name === 'v1' && ctx.crypto.timingSafeEqual(value ?? '', expected));
}
