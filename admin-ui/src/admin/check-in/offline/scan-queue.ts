import type { Client } from 'urql';
import type { ScanOutcome, SyncScansMutation } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { newIdempotencyKey } from '../../../ui/idempotency-key.ts';
import { change, keep, recall } from './device-store.ts';

const SyncMutation = graphql(`
  mutation SyncScans($input: [OfflineScanInput!]!, $sentAt: DateTime!) {
    syncCheckIns(input: $input, sentAt: $sentAt) {
      scanId outcome scannedAt voidReason
      ticket { id attendee { name } ticketType { id name } }
      checkIn { id checkedInAt deviceId checkedInBy { id name } }
      displaced { id checkedInAt deviceId checkedInBy { id name } }
    }
  }
`);

/** A scan that the server has not heard of yet. */
export interface QueuedScan {
  readonly scanId: string;
  readonly listId: string;
  readonly code: string;
  readonly scannedAt: string;
  /** Of the ticket, as far as this device knows it. */
  readonly ticketId: string;
}

export type SyncedScan = SyncScansMutation['syncCheckIns'][number];

const QUEUE = 'queue';
const DEVICE = 'device';
const PART = 200;

/** Names this device, once. */
async function deviceId(): Promise<string> {
  const known = await recall<string>(DEVICE);
  if (known) return known;
  const made = newIdempotencyKey();
  await keep(DEVICE, made);
  return made;
}

export const queuedScans = async (): Promise<readonly QueuedScan[]> => (await recall<QueuedScan[]>(QUEUE)) ?? [];

/** Keeps a scan until the server has it. Resolves when it outlives the page. */
export async function enqueue(scan: QueuedScan): Promise<void> {
  await change<readonly QueuedScan[]>(QUEUE, (waiting = []) => [...waiting, scan]);
}

/** Tells the server of what waits, and answers with what came of it. Rejects with why it could not; what waits, waits on. */
export async function sendQueue(client: Client): Promise<SyncedScan[]> {
  const device = await deviceId();
  const answers: SyncedScan[] = [];
  for (let waiting = await queuedScans(); waiting.length > 0; waiting = await queuedScans()) {
    const part = waiting.slice(0, PART);
    const input = part.map(({ scanId, listId, code, scannedAt }) => ({
      ...{ scanId, listId, code, scannedAt },
      deviceId: device,
    }));
    const sentAt = new Date().toISOString();
    const { data, error } = await client.mutation(SyncMutation, { input, sentAt }).toPromise();
    if (!data) throw error;
    answers.push(...data.syncCheckIns);
    const sent = new Set(part.map(({ scanId }) => scanId));
    await change<readonly QueuedScan[]>(QUEUE, (now = []) => now.filter(({ scanId }) => !sent.has(scanId)));
  }
  return answers;
}

/** Whether the door should hear of it: the ticket was not good, or let in two. */
export function isConflict({ outcome, displaced, checkIn, scannedAt }: SyncedScan): boolean {
  if (outcome === ('ADMITTED' satisfies ScanOutcome)) return displaced !== null;
  // This device asked the server first, which let the bearer in, and the answer was lost on its way.
  const isOwn =
    checkIn !== null && checkIn.deviceId === null && between(checkIn.checkedInAt, scannedAt) < LOST_ANSWER_MS;
  return !(outcome === 'DUPLICATE' && isOwn);
}

const LOST_ANSWER_MS = 15_000;
const between = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other));
