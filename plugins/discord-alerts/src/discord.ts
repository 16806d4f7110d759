import type { ContextOf } from '@ticketbase/plugin-sdk';
import type { Plugin } from './generated/plugin.ts';

export type Context = ContextOf<Plugin>;

/** Milliseconds that a call waits when Discord asks it to; longer, and the platform tries the hook again later. */
const PATIENCE = 3_000;
/** https://discord.com/developers/docs/resources/webhook#execute-webhook */
const LONGEST = 2_000;

/** The webhook was removed, or never was. */
export class WebhookGoneError extends Error {
  constructor() {
    super('Discord does not know the webhook (any more): make a new one in the channel’s settings, and enter it here.');
  }
}

/**
 * Sends a message to the channel. Throws WebhookGoneError, and Error with the status when it did not go through.
 * @param text Markdown; it mentions nobody, whatever it says
 */
export async function send(ctx: Context, text: string): Promise<void> {
  const content = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content, allowed_mentions: { parse: [] } }),
  } as const;
  const url = `https://discord.com/api/webhooks/${ctx.secret('webhook')}?wait=true`;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ctx.fetch(url, request);
    if (answer.ok) return;
    if (answer.status === 404 || answer.status === 401) throw new WebhookGoneError();
    const wait = answer.status === 429 ? Number(answer.headers.get('retry-after')) * 1_000 : Number.NaN;
    if (attempt > 1 || !(wait <= PATIENCE)) throw new Error(`Discord answered ${answer.status}.`);
    await ctx.sleep(wait);
  }
}
