import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type CombinedError, useMutation, useQuery } from 'urql';
import type { WaitingRoomInShopQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { codeOf, Failure, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { formatRange } from '../event/when.ts';
import { ShopNotFound } from '../shop-not-found.tsx';
import { admissionTo, keepAdmission } from './line-memory.ts';
import { PlaceCard } from './place-card.tsx';
import { usePlace } from './use-place.ts';
import './waiting.css';

const RoomQuery = graphql(`
  query WaitingRoomInShop($eventId: ID!) {
    event(id: $eventId) {
      id title slug status startsAt endsAt timeZone
      organization { id slug name }
      waitingRoom { status opensAt }
    }
  }
`);

const EnterMutation = graphql(`
  mutation EnterEvent($placeToken: String!) {
    enterEvent(placeToken: $placeToken) { token expiresAt }
  }
`);

type WaitingEvent = NonNullable<WaitingRoomInShopQuery['event']>;

/** Refusals after which a place leads nowhere. */
const OVER = new Set(['ADMISSION_EXPIRED', 'TURN_MISSED', 'NOT_FOUND']);

/** The waiting room of an event: where one stands, and on to the tickets by itself when it is one's turn. */
export function WaitingPage() {
  const { eventId = '' } = useParams();
  const [{ data, error, fetching }, reload] = useQuery({ query: RoomQuery, variables: { eventId } });
  usePageTitle(data?.event ? `Waiting room: ${data.event.title}` : 'Waiting room');
  if (data?.event) return <Room event={data.event} />;
  if (error) return <Failure error={error} retry={() => reload({ requestPolicy: 'network-only' })} />;
  return fetching || !data ? <Loading rows={4} /> : <ShopNotFound title="There is no such event" />;
}

function Room({ event }: { readonly event: WaitingEvent }) {
  const page = `/shop/${event.organization.slug}/${event.slug}`;
  const line = usePlace(event.id);
  const refused = useEntrance(event.id, page, line.place?.status === 'CALLED' ? line.token : undefined);
  const status = event.waitingRoom?.status ?? 'OFF';
  const isOver = OVER.has(codeOf(refused) ?? '');
  return (
    <article className="stack waiting">
      <div>
        <Link to={page}>{event.title}</Link>
        <h1>Waiting room</h1>
        <p className="soft">{formatRange(event.startsAt, event.endsAt, event.timeZone)}</p>
      </div>
      {status === 'CLOSED' || event.status !== 'PUBLISHED' ? (
        <p className="notice info" role="status">
          This waiting room is closed: the tickets are not on sale any more. <Link to={page}>See the event</Link>
        </p>
      ) : isOver ? (
        <div className="notice bad stack" role="alert">
          <p>Your turn came, and the time to choose tickets is over. You can join again, at the end of the line.</p>
          <span>
            <Button look="primary" busy={line.joining} onClick={line.join}>
              Join again
            </Button>
          </span>
        </div>
      ) : status === 'OFF' || line.place?.status === 'NOT_NEEDED' ? (
        <p className="notice good" role="status">
          There is no line at the moment. <Link to={page}>Choose tickets</Link>
        </p>
      ) : line.place ? (
        <PlaceCard place={line.place} timeZone={event.timeZone} />
      ) : line.place === undefined && !line.error ? (
        <Loading rows={3} label="Looking up your place" />
      ) : (
        <JoinCard event={event} joining={line.joining} onJoin={line.join} />
      )}
      {(line.error ?? (isOver ? undefined : refused)) && <Failure error={(line.error ?? refused) as CombinedError} />}
      <p className="soft">
        You can reload this page or come back to it in this browser: your place is kept. When it is your turn, you go on
        to the tickets by yourself, and have some minutes to choose them.
      </p>
    </article>
  );
}

interface JoinCardProps {
  readonly event: WaitingEvent;
  readonly joining: boolean;
  readonly onJoin: () => void;
}

function JoinCard({ event: { waitingRoom, timeZone }, joining, onJoin }: JoinCardProps) {
  const isEarly = waitingRoom?.status === 'BEFORE_OPENING';
  return (
    <div className="card stack">
      <p>
        {isEarly
          ? `Sales open on ${formatTime(waitingRoom.opensAt, timeZone)}. Everyone who is here by then gets a place in an order drawn at random, so there is no need to hurry.`
          : 'Many want tickets for this event. People are let in one after the other, in the order in which they come.'}
      </p>
      <span>
        <Button look="primary" busy={joining} onClick={onJoin}>
          Join the waiting room
        </Button>
      </span>
    </div>
  );
}

/** Takes the turn of a place that was called, once, and goes on to the tickets. Returns why that was refused. */
function useEntrance(eventId: string, page: string, calledToken: string | undefined): CombinedError | undefined {
  const navigate = useNavigate();
  const [, enter] = useMutation(EnterMutation);
  const [refused, setRefused] = useState<CombinedError>();
  const entered = useRef<string>(undefined);
  useEffect(() => {
    if (admissionTo(eventId)) navigate(page, { replace: true });
  }, [eventId, navigate, page]);
  useEffect(() => {
    if (!calledToken || entered.current === calledToken) return;
    entered.current = calledToken;
    void enter({ placeToken: calledToken }).then(({ data, error }) => {
      setRefused(error);
      // It was not their turn after all, or the server did not answer: the next look tries again.
      if (error && !OVER.has(codeOf(error) ?? '')) entered.current = undefined;
      if (!data) return;
      keepAdmission(eventId, data.enterEvent);
      navigate(page, { replace: true });
    });
  });
  return refused;
}
