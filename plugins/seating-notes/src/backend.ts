import { defineActions } from '@ticketbase/plugin-sdk';
import type { Plugin } from './generated/plugin.ts';

const keyOf = (eventId: string) => `notes/${eventId}`;

export const backendActions = defineActions<Plugin>({
  'save-note': async ({ eventId, note }, _configuration, ctx) => {
    // Asked under the organization's own rights: nobody keeps notes for events of others.
    const { event } = await ctx.graphql<{ event: { id: string } | null }>(
      'query ($id: ID!) { event(id: $id) { id } }',
      { id: eventId },
    );
    if (!event) throw new Error('There is no such event.');
    const kept = note.trim();
    if (kept) await ctx.storage.set(keyOf(eventId), kept);
    else await ctx.storage.delete(keyOf(eventId));
    return { note: kept };
  },

  'read-note': async ({ eventId }, _configuration, ctx) => ({
    note: (await ctx.storage.get<string>(keyOf(eventId))) ?? '',
  }),
});
