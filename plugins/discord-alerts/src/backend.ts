import { defineActions, defineHooks } from '@ticketbase/plugin-sdk';
import type { Event } from '@ticketbase/plugin-sdk/api';
import { type Context, send, WebhookGoneError } from './discord.ts';
import type { Plugin } from './generated/plugin.ts';
import { orderMessage, refundMessage } from './messages.ts';

/** The events that were told last: hooks may be told of one twice, and the channel should not. */
const REMEMBERED = 150;

export const backendActions = defineActions<Plugin>({
  'send-greeting': async (_params, _configuration, ctx) => {
    await send(ctx, 'TicketBase tells this channel of orders and refunds from now on.');
    return { sent: true };
  },
});

export const hooks = defineHooks<Plugin>({
  'order.confirmed': async ({ id, payload }, ctx) => {
    if (ctx.configuration.orders === false) return;
    await tellOnce(ctx, id, async () => orderMessage(payload, await titleOf(ctx, payload.eventId)));
  },
  'order.refunded': async ({ id, payload }, ctx) => {
    if (ctx.configuration.refunds === false) return;
    await tellOnce(ctx, id, async () => refundMessage(payload, await titleOf(ctx, payload.eventId)));
  },
});

async function tellOnce(ctx: Context, eventId: string, message: () => Promise<string>): Promise<void> {
  const key = `told/${eventId}`;
  if (await ctx.storage.get(key)) return;
  try {
    await send(ctx, await message());
  } catch (error) {
    if (!(error instanceof WebhookGoneError)) throw error;
    // Trying again would not bring it back; whoever reads the log can.
    ctx.log.error(error.message);
    return;
  }
  await ctx.storage.set(key, true);
  // Ids of events are in order of time.
  const { keys } = await ctx.storage.list({ prefix: 'told/' });
  const { keys: more } =
    keys.length < 100 ? { keys: [] } : await ctx.storage.list({ prefix: 'told/', after: keys.at(-1)! });
  const all = [...keys, ...more];
  for (const old of all.slice(0, Math.max(0, all.length - REMEMBERED))) await ctx.storage.delete(old);
}

async function titleOf(ctx: Context, id: string): Promise<string> {
  const query = 'query ($id: ID!) { event(id: $id) { title } }';
  const { event } = await ctx.graphql<{ event: Pick<Event, 'title'> | null }>(query, { id });
  return event?.title ?? 'an event';
}
