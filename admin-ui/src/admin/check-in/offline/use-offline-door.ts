import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { newIdempotencyKey } from '../../../ui/idempotency-key.ts';
import { keep, recall } from './device-store.ts';
import type { DoorData } from './door-data.ts';
import { fetchDoorData } from './fetch-door-data.ts';
import { type Judgement, judge } from './judge.ts';
import { enqueue, isConflict, queuedScans, type SyncedScan, sendQueue } from './scan-queue.ts';

/** What the scanner knows of the door that it stands at. */
export interface OfflineDoor {
  /** Why this device cannot scan without a network; null if it can. */
  readonly unable: string | null;
  readonly data: DoorData | undefined;
  readonly pending: number;
  readonly conflicts: readonly SyncedScan[];
  /** Judges a code without the server, and keeps the scan if it lets somebody in. */
  scan(code: string): Promise<Judgement>;
  /** Sends what waits, then brings the data up to date. Never rejects. */
  refresh(): Promise<void>;
}

const REFRESH_MS = 30_000;
const MOST_CONFLICTS = 50;

const UNABLE =
  'Scanning without a network needs a page with TLS (https), and a browser that verifies Ed25519 signatures.';

/** Whether this browser can verify a ticket: pages without TLS have no cryptography. */
const isAble = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

/** Keeps what is needed to scan for a list without a network, and sends what was scanned so when there is one. */
export function useOfflineDoor(place: { readonly eventId: string; readonly listId: string } | undefined): OfflineDoor {
  const client = useClient();
  const [data, setData] = useState<DoorData>();
  const [pending, setPending] = useState(0);
  const [conflicts, setConflicts] = useState<readonly SyncedScan[]>([]);
  const running = useRef<Promise<void>>(undefined);
  const { eventId, listId } = place ?? {};

  const work = useCallback(async () => {
    if (!isAble()) return;
    try {
      const answers = await sendQueue(client);
      setConflicts(before => [...answers.filter(isConflict), ...before].slice(0, MOST_CONFLICTS));
      setPending((await queuedScans()).length);
      if (eventId && listId) {
        const known = await recall<DoorData>(`door:${listId}`);
        const fetched = await fetchDoorData(client, { eventId, listId }, known);
        await keep(`door:${listId}`, fetched);
        setData(fetched);
      }
    } catch {
      // No network, or no right to it: what waits, waits on, and what is known stays.
    } finally {
      setPending((await queuedScans()).length);
    }
  }, [client, eventId, listId]);

  const refresh = useCallback(() => {
    // One at a time: two would send the same scans.
    const next = (running.current ?? Promise.resolve()).then(work);
    running.current = next;
    return next;
  }, [work]);

  useEffect(() => {
    setData(undefined);
    if (!isAble()) return;
    if (listId) void recall<DoorData>(`door:${listId}`).then(known => setData(before => before ?? known));
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    const online = () => void refresh();
    addEventListener('online', online);
    return () => {
      clearInterval(timer);
      removeEventListener('online', online);
    };
  }, [listId, refresh]);

  const scan = async (code: string): Promise<Judgement> => {
    if (!isAble()) return { kind: 'unsure', reason: UNABLE };
    if (!data) return { kind: 'unsure', reason: 'This device has not loaded the door’s tickets yet.' };
    const waiting = (await queuedScans()).filter(it => it.listId === data.listId);
    const judgement = await judge(code, data, new Map(waiting.map(it => [it.ticketId, it.scannedAt])));
    if (judgement.kind !== 'good') return judgement;
    const scannedAt = new Date().toISOString();
    await enqueue({
      ...{ scanId: newIdempotencyKey(), listId: data.listId, code, scannedAt },
      ticketId: judgement.ticketId,
    });
    setPending((await queuedScans()).length);
    return judgement;
  };

  return { unable: isAble() ? null : UNABLE, data, pending, conflicts, scan, refresh };
}
