import { useState } from 'react';
import { newIdempotencyKey } from '../../ui/idempotency-key.ts';
import type { Outcome } from './admission.ts';

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

/** The latest scans of this page, newest first; `answer` says what comes of one. */
export function useScans(answer: (scan: Pick<Scan, 'key' | 'code'>) => Promise<Outcome>) {
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const change = (key: string, changes: Partial<Scan>) =>
    setScans(before => before.map(scan => (scan.key === key ? { ...scan, ...changes } : scan)));
  const ask = async (scan: Pick<Scan, 'key' | 'code'>) => {
    change(scan.key, { outcome: { kind: 'waiting' } });
    change(scan.key, { outcome: await answer(scan) });
  };
  const take = (code: string) => {
    const taken: Scan = { key: newIdempotencyKey(), code, at: new Date().toISOString(), outcome: { kind: 'waiting' } };
    setScans(before => [taken, ...before].slice(0, KEPT));
    void ask(taken);
  };
  return { scans, take, change, repeat: (scan: Scan) => void ask(scan) };
}
