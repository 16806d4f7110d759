import { useRef } from 'react';
import { formatTime } from '../../ui/time.ts';
import { Countdown } from './opening-countdown.tsx';
import type { ShownPlace } from './use-place.ts';
import { inWords, progress } from './wait-words.ts';

/** Where someone stands in line. */
export function PlaceCard({ place, timeZone }: { readonly place: ShownPlace; readonly timeZone: string }) {
  const atFirst = useRef(0);
  if (place.ahead != null) atFirst.current = Math.max(atFirst.current, place.ahead + 1);
  switch (place.status) {
    case 'BEFORE_OPENING':
      return (
        <div className="card stack" role="status">
          <p>
            You are in. Sales open on <strong>{formatTime(place.opensAt, timeZone)}</strong>; the order is drawn at
            random then, and everyone who is here takes part.
          </p>
          <Countdown until={place.opensAt} />
        </div>
      );
    case 'CALLED':
      return (
        <p className="notice good" role="status">
          It is your turn: on to the tickets …
        </p>
      );
    case 'CLOSED':
      return (
        <p className="notice info" role="status">
          This waiting room is closed: the tickets are not on sale any more.
        </p>
      );
    default:
      return (
        <div className="card stack">
          <p className="waiting-ahead" aria-live="polite">
            <strong>{(place.ahead ?? 0).toLocaleString()}</strong>
            {place.ahead === 1 ? ' person is' : ' people are'} ahead of you
          </p>
          <progress
            className="waiting-progress"
            aria-label="How far the line has moved"
            max={1}
            value={progress(place.ahead ?? 0, atFirst.current)}
          />
          {place.status === 'PAUSED' ? (
            <p className="notice info" role="status">
              The organizer has paused the line for the moment. Your place is kept.
            </p>
          ) : (
            place.estimatedWaitSeconds != null && (
              <p>It takes {inWords(place.estimatedWaitSeconds)}, as things go now.</p>
            )
          )}
        </div>
      );
  }
}
