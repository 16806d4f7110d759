import { Link } from 'react-router';
import { formatTime } from '../../../ui/time.ts';
import { EventStatusBadge } from '../event-status.tsx';
import { fieldNames } from './field-names.ts';
import type { SeriesDate } from './series-section.tsx';

/** The dates of a series, and what of each was changed by hand. */
export function SeriesDates({
  dates,
  currentId,
}: {
  readonly dates: readonly SeriesDate[];
  readonly currentId: string;
}) {
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="visually-hidden">Dates of the series, next start first</caption>
        <thead>
          <tr>
            <th scope="col">Begins</th>
            <th scope="col">Status</th>
            <th scope="col" className="numeric">
              Sold
            </th>
            <th scope="col">Changed by hand</th>
          </tr>
        </thead>
        <tbody>
          {dates.map(date => (
            <tr key={date.id} aria-current={date.id === currentId ? 'date' : undefined}>
              <td className="moment">
                {date.id === currentId ? (
                  <strong>{formatTime(date.startsAt, date.timeZone)} (this one)</strong>
                ) : (
                  <Link to={`/admin/events/${date.id}`}>{formatTime(date.startsAt, date.timeZone)}</Link>
                )}
              </td>
              <td>
                <EventStatusBadge status={date.status} />
              </td>
              <td className="numeric">{date.ticketsSold}</td>
              <td>{date.seriesChanged.length > 0 ? fieldNames(date.seriesChanged) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
