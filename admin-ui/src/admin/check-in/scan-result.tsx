import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { formatTime } from '../../ui/time.ts';
import type { Outcome } from './admission.ts';
import type { Scan } from './use-scans.ts';

const VERDICTS: Readonly<Record<Outcome['kind'], { readonly text: string; readonly look: string }>> = {
  waiting: { text: 'Checking…', look: 'neutral' },
  admitted: { text: 'Welcome', look: 'good' },
  'admitted-here': { text: 'Welcome', look: 'good' },
  used: { text: 'Already used', look: 'warn' },
  refused: { text: 'Not valid', look: 'bad' },
  unreachable: { text: 'No answer', look: 'warn' },
  undone: { text: 'Undone', look: 'neutral' },
};

interface ScanResultProps {
  readonly scan: Scan;
  /** Absent where nothing can be undone. */
  readonly onUndo?: () => Promise<void>;
  readonly onRepeat: () => void;
}

/** The answer to the latest scan, to be read from a step away. */
export function ScanResult({ scan, onUndo, onRepeat }: ScanResultProps) {
  const { outcome } = scan;
  const { text, look } = VERDICTS[outcome.kind];
  return (
    <section className={`scan-result ${look}`} aria-label="Latest check">
      <strong className="scan-verdict">{text}</strong>
      {outcome.kind === 'admitted' && (
        <p className="scan-who">
          {outcome.ticket.attendee?.name ?? 'No name on the ticket'}
          <br />
          <strong>{outcome.ticket.ticketType.name}</strong>, {outcome.ticket.event.title}
        </p>
      )}
      {outcome.kind === 'admitted-here' && (
        <p className="scan-who">
          {outcome.name ?? 'No name known'}
          <br />
          <strong>{outcome.typeName}</strong>, without a network
        </p>
      )}
      {'reason' in outcome && <p className="scan-who">{outcome.reason}</p>}
      <p>
        <code className="scan-code">{short(scan.code)}</code>
      </p>
      {scan.fault && <p>It could not be undone: {scan.fault}</p>}
      <ScanActions outcome={outcome} code={scan.code} onUndo={onUndo} onRepeat={onRepeat} />
    </section>
  );
}

/** The text of a signed QR code says nothing to people. */
const short = (code: string) => (code.length > 24 ? `QR ${code.slice(-8)}` : code);

interface ScanActionsProps {
  readonly outcome: Outcome;
  readonly code: string;
  readonly onUndo?: () => Promise<void>;
  readonly onRepeat: () => void;
}

function ScanActions({ outcome, code, onUndo, onRepeat }: ScanActionsProps) {
  const [busy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    await onUndo?.();
    setBusy(false);
  };
  if (outcome.kind === 'unreachable') return <Button onClick={onRepeat}>Try again</Button>;
  if (!onUndo || (outcome.kind !== 'admitted' && outcome.kind !== 'used')) return null;
  return (
    <Button busy={busy} aria-label={`Undo the check-in of ${code}`} onClick={() => void undo()}>
      Undo
    </Button>
  );
}

interface ScanListProps {
  readonly scans: readonly Scan[];
  readonly onUndo?: (scan: Scan) => Promise<void>;
  readonly onRepeat: (scan: Scan) => void;
}

/** The checks before the latest one, since the page was opened. */
export function ScanList({ scans, onUndo, onRepeat }: ScanListProps) {
  return (
    <section className="card stack" aria-labelledby="earlier">
      <h2 id="earlier">Earlier checks</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Code</th>
              <th scope="col">Result</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {scans.map(scan => (
              <tr key={scan.key}>
                <td className="moment">{formatTime(scan.at)}</td>
                <td>
                  <code>{short(scan.code)}</code>
                </td>
                <td>
                  <span className={`badge ${VERDICTS[scan.outcome.kind].look}`}>
                    {VERDICTS[scan.outcome.kind].text}
                  </span>
                  <div className="soft">
                    {scan.outcome.kind === 'admitted' && scan.outcome.ticket.attendee?.name}
                    {scan.outcome.kind === 'admitted-here' && `${scan.outcome.name ?? ''} without a network`}
                    {'reason' in scan.outcome && scan.outcome.reason}
                    {scan.fault && ` It could not be undone: ${scan.fault}`}
                  </div>
                </td>
                <td>
                  <ScanActions
                    outcome={scan.outcome}
                    code={scan.code}
                    onUndo={onUndo && (() => onUndo(scan))}
                    onRepeat={() => onRepeat(scan)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
