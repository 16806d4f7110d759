import { Link } from 'react-router';
import { formatTime } from '../../../ui/time.ts';
import { fieldNames } from './field-names.ts';

export interface KeptDate {
  readonly fields: readonly string[];
  readonly event: { readonly id: string; readonly startsAt: string; readonly timeZone: string };
}

/** Tells which dates a change of their series left as they were, in part, and where to go on. */
export function KeptDates({
  saved,
  kept,
  back,
}: {
  readonly saved: number;
  readonly kept: readonly KeptDate[];
  readonly back: string;
}) {
  return (
    <section className="card stack" role="status">
      <h1>Saved for {saved === 1 ? 'one date' : `${saved} dates`}</h1>
      <span>What had been changed by hand was left as it is:</span>
      <ul>
        {kept.map(({ event, fields }) => (
          <li key={event.id}>
            <Link to={`/admin/events/${event.id}`}>{formatTime(event.startsAt, event.timeZone)}</Link>:{' '}
            {fieldNames(fields)}
          </li>
        ))}
      </ul>
      <span>
        <Link className="button primary" to={back}>
          Back to the event
        </Link>
      </span>
    </section>
  );
}
