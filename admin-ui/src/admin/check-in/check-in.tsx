import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useClient } from 'urql';
import { ExtensionSlot } from '../../extensions/extension-slot.tsx';
import { Button } from '../../ui/button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { NotAllowed } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import { EventChoice } from '../events/event-choice.tsx';
import { useViewer } from '../viewer/viewer.tsx';
import { admit, type Outcome, outcomeOf, undo } from './admission.ts';
import { Camera } from './camera.tsx';
import { CodeForm } from './code-form.tsx';
import { Counts, ListChoice } from './counts.tsx';
import { ListsDialog } from './lists-dialog.tsx';
import { Conflicts, OfflineNotice } from './offline/offline-notice.tsx';
import { useDoorWorker } from './offline/use-door-worker.ts';
import { useOfflineDoor } from './offline/use-offline-door.ts';
import { ScanList, ScanResult } from './scan-result.tsx';
import { type Scan, useScans } from './use-scans.ts';
import './check-in.css';

/** The door, for those who may open it. */
export function CheckIn() {
  usePageTitle('Check-in');
  const viewer = useViewer();
  return (
    <>
      <h1>Check-in</h1>
      {viewer.can('tickets:check_in') ? <Door /> : <NotAllowed />}
    </>
  );
}

/** Takes codes that are typed, or come from a camera or a scanner that types, and says who may go in. */
function Door() {
  const viewer = useViewer();
  const client = useClient();
  const [settingUp, setSettingUp] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [search, setSearch] = useSearchParams();
  const [unreachable, setUnreachable] = useState(false);
  const eventId = search.get('event');
  const listId = search.get('list') ?? eventId;
  const door = useOfflineDoor(eventId && listId ? { eventId, listId } : undefined);

  const opensOffline = useDoorWorker();
  const fetchedAt = door.data?.fetchedAt;
  // What was fetched came over the network.
  useEffect(() => {
    if (fetchedAt) setUnreachable(false);
  }, [fetchedAt]);

  const answer = async ({ key, code }: Pick<Scan, 'key' | 'code'>): Promise<Outcome> => {
    const online = await admit(client, { code, key, listId });
    setUnreachable(online.kind === 'unreachable');
    return online.kind === 'unreachable' && eventId ? outcomeOf(await door.scan(code)) : online;
  };
  const { scans, take, change, repeat } = useScans(answer);
  const takeBack = async ({ key, code }: Scan) => {
    const fault = await undo(client, code, listId);
    change(key, fault ? { fault } : { outcome: { kind: 'undone' }, fault: undefined });
    form.current?.querySelector('input')?.focus();
  };

  const [latest, ...earlier] = scans;
  // What plugins are told of is done: while an answer is waited for, the scan before it counts.
  const checked = scans.find(({ outcome }) => outcome.kind !== 'waiting');
  const settled = scans.filter(({ outcome }) => outcome.kind === 'admitted' || outcome.kind === 'undone').length;
  return (
    <>
      <div className="check-in-place stack">
        {/* Its own form, so that its choice is no part of a scan. */}
        <form onChange={event => setSearch(placeOf(new FormData(event.currentTarget)))}>
          <EventChoice label="Event" name="event" defaultValue={eventId ?? ''} />
        </form>
        {eventId && listId && (
          <ListChoice eventId={eventId} listId={listId} onChange={list => setSearch({ event: eventId, list })} />
        )}
        {eventId && viewer.can('events:write') && (
          <span>
            <Button onClick={() => setSettingUp(true)}>Check-in lists</Button>
          </span>
        )}
        {!eventId && <p className="soft">Choose an event to see counts, and to scan without a network.</p>}
      </div>
      <CodeForm ref={form} onCode={take} />
      <Camera onCode={take} />
      <div aria-live="assertive">
        {latest ? (
          <ScanResult scan={latest} onUndo={() => takeBack(latest)} onRepeat={() => repeat(latest)} />
        ) : (
          <p className="soft">The answer shows up here.</p>
        )}
      </div>
      {eventId && <OfflineNotice door={door} unreachable={unreachable} opensOffline={opensOffline} />}
      <Conflicts conflicts={door.conflicts} />
      {eventId && listId && <Counts eventId={eventId} listId={listId} scans={settled + door.conflicts.length} />}
      {eventId && <ExtensionSlot target="CHECK_IN" context={{ eventId }} passing={checked && { code: checked.code }} />}
      {settingUp && eventId && <ListsDialog eventId={eventId} onClose={() => setSettingUp(false)} />}
      {earlier.length > 0 && <ScanList scans={earlier} onUndo={takeBack} onRepeat={repeat} />}
    </>
  );
}

function placeOf(data: FormData): Record<string, string> {
  const event = textOf(data, 'event');
  return event ? { event } : {};
}
