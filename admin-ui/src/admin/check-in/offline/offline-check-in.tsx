import { useSearchParams } from 'react-router';
import { usePageTitle } from '../../../ui/page-title.ts';
import { outcomeOf } from '../admission.ts';
import { Camera } from '../camera.tsx';
import { CodeForm } from '../code-form.tsx';
import { ScanList, ScanResult } from '../scan-result.tsx';
import { useScans } from '../use-scans.ts';
import { OfflineNotice } from './offline-notice.tsx';
import { useOfflineDoor } from './use-offline-door.ts';
import '../check-in.css';

/**
 * The door on a device that was opened without a network: nobody can say who is signed in, so that it does no more than
 * what was kept on the device for the door in its address.
 */
export function OfflineCheckIn() {
  usePageTitle('Check-in');
  const [search] = useSearchParams();
  const eventId = search.get('event');
  const listId = search.get('list') ?? eventId;
  const door = useOfflineDoor(eventId && listId ? { eventId, listId } : undefined);
  const { scans, take, repeat } = useScans(async ({ code }) => outcomeOf(await door.scan(code)));
  const [latest, ...earlier] = scans;
  return (
    <main className="alone stack">
      <h1>Check-in</h1>
      {eventId ? (
        <OfflineNotice door={door} unreachable opensOffline />
      ) : (
        <p className="notice warn">
          No network. Open the check-in of an event once with a network to scan without one.
        </p>
      )}
      <CodeForm onCode={take} />
      <Camera onCode={take} />
      <div aria-live="assertive">
        {latest ? (
          <ScanResult scan={latest} onRepeat={() => repeat(latest)} />
        ) : (
          <p className="soft">The answer shows up here.</p>
        )}
      </div>
      {earlier.length > 0 && <ScanList scans={earlier} onRepeat={repeat} />}
    </main>
  );
}
