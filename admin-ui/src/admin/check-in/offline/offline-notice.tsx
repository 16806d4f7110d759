import { Button } from '../../../ui/button.tsx';
import { formatTime } from '../../../ui/time.ts';
import type { SyncedScan } from './scan-queue.ts';
import type { OfflineDoor } from './use-offline-door.ts';

interface OfflineNoticeProps {
  readonly door: OfflineDoor;
  readonly unreachable: boolean;
  /** Whether this page was kept, so that it opens without a network. */
  readonly opensOffline?: boolean;
}

/** Says how far this device can go without a network, and what waits to be sent. */
export function OfflineNotice({ door, unreachable, opensOffline }: OfflineNoticeProps) {
  const { data, pending, unable } = door;
  return (
    <div className={`notice ${unreachable || pending > 0 ? 'warn' : 'info'} row between offline-notice`} role="status">
      <span>
        {unreachable && <strong>No network. </strong>}
        {unable ??
          (data
            ? `Ready to scan without a network: ${Object.keys(data.entries).length} tickets, as of ${formatTime(data.fetchedAt)}.`
            : 'Loading what is needed to scan without a network …')}
        {data && opensOffline && ' This page opens without one, too.'}
        {pending > 0 && ` ${pending} ${pending === 1 ? 'scan waits' : 'scans wait'} to be sent.`}
      </span>
      {!unable && <Button onClick={() => void door.refresh()}>{pending > 0 ? 'Send now' : 'Update'}</Button>}
    </div>
  );
}

/** Scans of this device that the server knew better about. */
export function Conflicts({ conflicts }: { readonly conflicts: readonly SyncedScan[] }) {
  if (conflicts.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="conflicts">
      <h2 id="conflicts">Let in without a network, and not right</h2>
      <ul className="conflicts stack">
        {conflicts.map(conflict => (
          <li key={conflict.scanId}>
            <strong>{conflict.ticket?.attendee?.name ?? conflict.ticket?.ticketType.name ?? 'Unknown ticket'}</strong>
            <div className="soft">{describe(conflict)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function describe({ outcome, scannedAt, checkIn, displaced, voidReason }: SyncedScan): string {
  const scanned = `Scanned here ${formatTime(scannedAt)}.`;
  switch (outcome) {
    case 'DUPLICATE':
      return `${scanned} It was used before: ${momentOf(checkIn)}.`;
    case 'ADMITTED':
      return `${scanned} It was used again later: ${momentOf(displaced)}.`;
    case 'VOID':
      return `${scanned} The ticket is void (${(voidReason ?? 'unknown').toLowerCase().replaceAll('_', ' ')}).`;
    case 'FORGED':
      return `${scanned} The QR code is not genuine any more.`;
    case 'NOT_ON_LIST':
      return `${scanned} Tickets of this type are not for this list.`;
    case 'OTHER_EVENT':
      return `${scanned} The ticket is for another event.`;
    case 'UNKNOWN':
      return `${scanned} There is no such ticket.`;
  }
}

function momentOf(checkIn: SyncedScan['checkIn']): string {
  if (!checkIn) return 'it was undone since';
  const { checkedInAt, checkedInBy, deviceId } = checkIn;
  const where = deviceId ? ` on device ${deviceId.slice(0, 6)}` : '';
  return `${formatTime(checkedInAt)}${checkedInBy?.name ? ` by ${checkedInBy.name}` : ''}${where}`;
}
