import { type FormEvent, useRef, useState } from 'react';
import { useClient } from 'urql';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { newIdempotencyKey } from '../../ui/idempotency-key.ts';
import { usePageTitle } from '../../ui/page-title.ts';
import { NotAllowed } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import { useViewer } from '../viewer/viewer.tsx';
import { admit, type Outcome, undo } from './admission.ts';
import { ScanList, ScanResult } from './scan-result.tsx';
import './check-in.css';

/** One code that was scanned here. */
export interface Scan {
  /** Also the idempotency key: a repetition after a lost answer is the same scan. */
  readonly key: string;
  readonly code: string;
  readonly at: string;
  readonly outcome: Outcome;
  /** Why it could not be undone, if that was tried. */
  readonly fault?: string;
}

const KEPT = 20;

/** The door: takes codes that are typed or come from a scanner that types, and says who may go in. */
export function CheckIn() {
  usePageTitle('Check-in');
  const viewer = useViewer();
  const client = useClient();
  const input = useRef<HTMLFormElement>(null);
  const [scans, setScans] = useState<readonly Scan[]>([]);

  const change = (key: string, changes: Partial<Scan>) =>
    setScans(before => before.map(scan => (scan.key === key ? { ...scan, ...changes } : scan)));
  const ask = async ({ key, code }: Pick<Scan, 'key' | 'code'>) => {
    change(key, { outcome: { kind: 'waiting' } });
    change(key, { outcome: await admit(client, code, key) });
  };
  const scan = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = textOf(new FormData(event.currentTarget), 'code');
    // Ready for the next code at once: a scanner does not wait.
    event.currentTarget.reset();
    if (!code) return;
    const taken: Scan = { key: newIdempotencyKey(), code, at: new Date().toISOString(), outcome: { kind: 'waiting' } };
    setScans(before => [taken, ...before].slice(0, KEPT));
    void ask(taken);
  };
  const takeBack = async ({ key, code }: Scan) => {
    const fault = await undo(client, code);
    change(key, fault ? { fault } : { outcome: { kind: 'undone' }, fault: undefined });
    input.current?.querySelector('input')?.focus();
  };

  if (!viewer.can('tickets:check_in')) {
    return (
      <>
        <h1>Check-in</h1>
        <NotAllowed />
      </>
    );
  }
  const [latest, ...earlier] = scans;
  return (
    <>
      <h1>Check-in</h1>
      <form ref={input} className="check-in-form" onSubmit={scan}>
        <TextField
          label="Ticket code"
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
          required
          hint="Type it, or use a scanner that types. Enter checks the ticket in."
        />
        <Button type="submit" look="primary">
          Check in
        </Button>
      </form>
      <div aria-live="assertive">
        {latest ? (
          <ScanResult scan={latest} onUndo={() => takeBack(latest)} onRepeat={() => void ask(latest)} />
        ) : (
          <p className="soft">The answer shows up here.</p>
        )}
      </div>
      {earlier.length > 0 && <ScanList scans={earlier} onUndo={takeBack} onRepeat={repeated => void ask(repeated)} />}
    </>
  );
}
