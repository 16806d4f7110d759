import { Link } from 'react-router';
import { formatTime } from '../../ui/time.ts';
import type { ShopEvent } from '../event/event-page.tsx';
import { admissionTo } from './line-memory.ts';

/** Says how long whoever was let in has to choose tickets. */
export function AdmissionNotice({ eventId, timeZone }: { readonly eventId: string; readonly timeZone: string }) {
  const admission = admissionTo(eventId);
  if (!admission) return null;
  return (
    <p className="notice good" role="status">
      It is your turn: choose tickets until {formatTime(admission.expiresAt, timeZone)}.
    </p>
  );
}

/** Stands where the tickets would be: there is a line before them. */
export function WaitingGate({ event }: { readonly event: ShopEvent }) {
  const { waitingRoom, timeZone } = event;
  if (!waitingRoom) return null;
  return (
    <section className="card stack" aria-labelledby="waiting">
      <h2 id="waiting">Tickets</h2>
      <p>
        {waitingRoom.status === 'BEFORE_OPENING'
          ? `Many want tickets for this event. Sales open on ${formatTime(waitingRoom.opensAt, timeZone)}; whoever is in the waiting room by then takes part in drawing the order.`
          : 'Many want tickets for this event at the same time, so there is a line. Join it to buy tickets when it is your turn.'}
      </p>
      <Link className="button primary" to={`/shop/waiting-room/${event.id}`}>
        Go to the waiting room
      </Link>
    </section>
  );
}
