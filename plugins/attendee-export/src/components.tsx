import { Button, Notice, useAction } from '@ticketbase/plugin-sdk/ui';
import { useEffect } from 'react';
import type { ExportAttendeesResult, LastExportResult } from './generated/plugin.ts';

type Nothing = Record<string, never>;

/** On the dashboard: when the lists were written last, and a way to write them now. */
export function LastExport() {
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
      {last.data && (
        <p>
          {at
            ? `${attendees} attendees of ${events} events were written ${new Date(at).toLocaleString()}.`
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
