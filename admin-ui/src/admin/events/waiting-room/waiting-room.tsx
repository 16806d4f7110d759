import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { WaitingRoomOfEventQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Figure, Figures } from '../../../ui/figures.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { formatTime } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { WaitingRoomDialog } from './waiting-room-dialog.tsx';

const RoomQuery = graphql(`
  query WaitingRoomOfEvent($id: ID!) {
    event(id: $id) {
      id status timeZone
      waitingRoom {
        status opensAt
        figures { ratePerMinute admissionMinutes joined called waiting admitted carts orders }
      }
    }
  }
`);

const PauseMutation = graphql(`mutation PauseWaitingRoom($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }`);
const ResumeMutation = graphql(`mutation ResumeWaitingRoom($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }`);

type Room = NonNullable<NonNullable<WaitingRoomOfEventQuery['event']>['waitingRoom']>;

const STATUSES: Readonly<Record<Room['status'], { readonly label: string; readonly look: string }>> = {
  OFF: { label: 'Off', look: 'neutral' },
  BEFORE_OPENING: { label: 'Before the opening', look: '' },
  OPEN: { label: 'Open', look: 'good' },
  PAUSED: { label: 'Paused', look: 'warn' },
  CLOSED: { label: 'Closed', look: 'neutral' },
};

/** Milliseconds between two looks at the counts while a room runs. */
const REFRESHED_EVERY = 5_000;

/** The waiting room of an event, with its live counts. */
export function WaitingRoom({ eventId }: { readonly eventId: string }) {
  const viewer = useViewer();
  const [isOpen, setOpen] = useState(false);
  const [{ data, error }, reload] = useQuery({ query: RoomQuery, variables: { id: eventId } });
  const event = data?.event;
  const room = event?.waitingRoom;
  const runs = room != null && room.status !== 'OFF' && room.status !== 'CLOSED';
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => reload({ requestPolicy: 'network-only' }), REFRESHED_EVERY);
    return () => clearInterval(timer);
  }, [runs, reload]);
  const refresh = () => reload({ requestPolicy: 'network-only' });
  const canEdit = viewer.can('events:write') && (event?.status === 'DRAFT' || event?.status === 'PUBLISHED');
  return (
    <section className="card stack" aria-labelledby="waiting-room">
      <div className="row between">
        <h2 id="waiting-room">
          Waiting room{' '}
          {room && <span className={`badge ${STATUSES[room.status].look}`}>{STATUSES[room.status].label}</span>}
        </h2>
        {canEdit && (
          <span className="row">
            {runs && room.status !== 'BEFORE_OPENING' && (
              <Pause id={eventId} isPaused={room.status === 'PAUSED'} onDone={refresh} />
            )}
            <Button onClick={() => setOpen(true)}>{runs ? 'Change' : 'Set up'}</Button>
          </span>
        )}
      </div>
      {error && !data && <Failure error={error} retry={refresh} />}
      {!data && !error && <Loading rows={2} />}
      {event && !runs && (
        <p className="soft">
          For an event that many want tickets of at once: buyers wait in line, and a set number per minute is let in to
          choose tickets. Until it is on, everyone buys right away.
        </p>
      )}
      {runs && room.figures && (
        <>
          <p>
            {room.status === 'BEFORE_OPENING' ? 'Opens' : 'Opened'} {formatTime(room.opensAt, event?.timeZone)} ·{' '}
            {room.figures.ratePerMinute} people per minute · {room.figures.admissionMinutes} minutes to choose tickets
          </p>
          <Figures>
            <Figure label="In line">{room.figures.waiting.toLocaleString()}</Figure>
            <Figure label="Called">{room.figures.called.toLocaleString()}</Figure>
            <Figure label="Let in">{room.figures.admitted.toLocaleString()}</Figure>
            <Figure label="Open carts">{room.figures.carts.toLocaleString()}</Figure>
            <Figure label="Orders">{room.figures.orders.toLocaleString()}</Figure>
          </Figures>
        </>
      )}
      {isOpen && event && (
        <WaitingRoomDialog
          eventId={eventId}
          timeZone={event.timeZone}
          room={room ?? undefined}
          onDone={refresh}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  );
}

interface PauseProps {
  readonly id: string;
  readonly isPaused: boolean;
  readonly onDone: () => void;
}

function Pause({ id, isPaused, onDone }: PauseProps) {
  const [pausing, pause] = useMutation(PauseMutation);
  const [resuming, resume] = useMutation(ResumeMutation);
  const error = isPaused ? resuming.error : pausing.error;
  const press = async () => {
    await (isPaused ? resume({ id }) : pause({ id }));
    onDone();
  };
  return (
    <>
      {error && <Failure error={error} />}
      <Button busy={pausing.fetching || resuming.fetching} onClick={() => void press()}>
        {isPaused ? 'Let it go on' : 'Pause'}
      </Button>
    </>
  );
}
