import { Button, Notice, useAction, useInput } from '@ticketbase/plugin-sdk/ui';
import { useEffect } from 'react';
import type { ExportAttendeesResult, LastExportInput, LastExportResult } from './generated/plugin.ts';

type Nothing = Record<string, never>;
type ComingEvent = NonNullable<LastExportInput['organization']>['upcomingEvents'][number];

/** On the dashboard: the events whose lists come next, when lists were written last, and a way to write them now. */
export function LastExport() {
  const { organization } = useInput<LastExportInput>();
  const last = useAction<Nothing, LastExportResult>('last-export');
  const exporting = useAction<Nothing, ExportAttendeesResult>('export-attendees');
  const { run } = last;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, and again after each export
  useEffect(() => void run({}), []);
  const write = async () => {
    if (await exporting.run({})) await run({});
  };
  const { at, attendees = 0, events = 0, complete } = last.data ?? {};
  return (
    <>
      <Lists events={organization?.upcomingEvents ?? []} />
      {last.data && (
        <p>
          {at
            ? `${counted(attendees, 'attendee')} of ${counted(events, 'event')} were written ${new Date(at).toLocaleString()}.`
            : 'No list of attendees was written yet.'}
          {complete === false && ' The rest follows with the next run.'}
        </p>
      )}
      {(last.error ?? exporting.error) && <Notice kind="bad">{(last.error ?? exporting.error)!.message}</Notice>}
      <Button busy={exporting.running} onClick={() => void write()}>
        Write the lists now
      </Button>
    </>
  );
}

/** The next events, with how many tickets their lists hold. */
function Lists({ events }: { readonly events: readonly ComingEvent[] }) {
  if (events.length === 0) return <p>No published event lies ahead.</p>;
  return (
    <ul style={{ display: 'grid', gap: '0.5rem', margin: '0 0 1rem', padding: 0, listStyle: 'none' }}>
      {events.map(({ id, title, startsAt, timeZone, ticketsSold }) => (
        <li key={id} style={{ display: 'flex', gap: '1rem', justifyContent: 'space-between' }}>
          <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {title}
            <small style={{ display: 'block', color: 'var(--ink-soft)' }}>{dayAndTime(startsAt, timeZone)}</small>
          </span>
          <span style={{ whiteSpace: 'nowrap' }}>{counted(ticketsSold, 'ticket')}</span>
        </li>
      ))}
    </ul>
  );
}

const counted = (count: number, what: string) => `${count.toLocaleString()} ${what}${count === 1 ? '' : 's'}`;

/** When it begins, where it begins. */
const dayAndTime = (instant: string, timeZone: string) =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone });
