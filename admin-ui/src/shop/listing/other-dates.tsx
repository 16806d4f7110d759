import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { formatTime } from '../../ui/time.ts';

const OtherDatesQuery = graphql(`
  query OtherDates($organization: String!, $slug: String!, $from: DateTime!) {
    publicEvent(organization: $organization, slug: $slug) {
      id
      series {
        id
        events(from: $from, first: 50) {
          edges { node { id slug title startsAt timeZone ticketTypes { id available } } }
        }
      }
    }
  }
`);

const SHOWN = 6;

export interface OtherDatesProps {
  readonly organization: string;
  readonly event: { readonly id: string; readonly slug: string; readonly title: string };
}

/** The other dates of an event that recurs, from now on. Nothing for an event of its own. */
export function OtherDates({ organization, event }: OtherDatesProps) {
  // Asked for once, not with every drawing.
  const [from] = useState(() => new Date().toISOString());
  const [all, setAll] = useState(false);
  const variables = { organization, slug: event.slug, from };
  const [{ data }] = useQuery({ query: OtherDatesQuery, variables });
  const dates =
    data?.publicEvent?.series?.events.edges.map(({ node }) => node).filter(({ id }) => id !== event.id) ?? [];
  if (dates.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="other-dates">
      <h2 id="other-dates">Other dates</h2>
      <ul className="plain-list stack other-dates">
        {(all ? dates : dates.slice(0, SHOWN)).map(date => (
          <li key={date.id} className="row between">
            <Link to={`/shop/${organization}/${date.slug}`}>
              <time dateTime={date.startsAt}>{formatTime(date.startsAt, date.timeZone)}</time>
              {date.title !== event.title && ` · ${date.title}`}
            </Link>
            {date.ticketTypes.length > 0 && date.ticketTypes.every(({ available }) => available === 0) && (
              <span className="badge neutral">Sold out</span>
            )}
          </li>
        ))}
      </ul>
      {!all && dates.length > SHOWN && (
        <button type="button" className="button quiet" onClick={() => setAll(true)}>
          Show all {dates.length} dates
        </button>
      )}
    </section>
  );
}
