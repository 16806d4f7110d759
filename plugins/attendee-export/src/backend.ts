import { defineActions } from '@ticketbase/plugin-sdk';
import { attendeeRows, comingEvents } from './attendees.ts';
import { toCsv } from './csv.ts';
import type { LastExportResult, Plugin } from './generated/plugin.ts';
import { putObject } from './s3.ts';

/** What `ctx.storage` keeps: what the last run wrote, and the event before which it stopped. */
const LAST = 'last';
const NEXT = 'next';

export const backendActions = defineActions<Plugin>({
  'export-attendees': async (_params, { folder = 'attendees' }, ctx) => {
    const events = await comingEvents(ctx);
    const stoppedAt = await ctx.storage.get<string>(NEXT);
    const first = Math.max(
      0,
      events.findIndex(({ id }) => id === stoppedAt),
    );
    let [at, attendees] = [first, 0];
    try {
      for (; at < events.length; at += 1) {
        const { id, slug } = events[at]!;
        const rows = await attendeeRows(ctx, id);
        await putObject(ctx, `${folder}/${slug}-${id}.csv`, toCsv(rows));
        attendees += rows.length - 1;
      }
    } catch (error) {
      // Out of time: the next run goes on from here, unless this one has not come to the end of a single list.
      if (error !== ctx.signal.reason || at === first) throw error;
    }
    const rest = events[at];
    if (rest) await ctx.storage.set(NEXT, rest.id);
    else await ctx.storage.delete(NEXT);
    const result = { events: at - first, attendees, complete: !rest };
    await ctx.storage.set(LAST, { at: new Date().toISOString(), ...result });
    ctx.log.info('exported', result);
    return result;
  },

  'last-export': async (_params, _configuration, ctx) => (await ctx.storage.get<LastExportResult>(LAST)) ?? {},
});
