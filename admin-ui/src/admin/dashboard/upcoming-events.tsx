import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { soldOf } from '../events/sold-of.ts';

/** The list begins with what is furthest off, so the next events are its last ones. */
const UpcomingQuery = graphql(`
  query UpcomingEvents($from: DateTime!) {
    events(filter: { status: PUBLISHED, from: $from }, last: 5) {
      edges {
        node { id title startsAt timeZone ticketsSold capacity ticketTypes { id kind quantity } }
      }
    }
  }
`);

const context = { additionalTypenames: ['Event'] };

/** Published events that are next, with how far they are sold. */
export function UpcomingEvents() {
  const [from] = useState(() => new Date().toISOString());
  const [{ data, error }, retry] = useQuery({ query: UpcomingQuery, variables: { from }, context });
  const events = data?.events.edges.map(({ node }) => node).reverse();
  return (
    <section className="card stack" aria-labelledby="upcoming">
      <h2 id="upcoming">Next events</h2>
      {error && <Failure error={error} retry={retry} />}
      {!events && !error && <Loading />}
      {events?.length === 0 && (
        <Empty title="No published event lies ahead">
          <Link to="/admin/events">See all events</Link>
        </Empty>
      )}
      {events && events.length > 0 && (
        <ul className="lines">
          {events.map(event => (
            <li key={event.id}>
              <span>
                <Link to={`/admin/events/${event.id}`}>{event.title}</Link>
                <span className="soft">{formatTime(event.startsAt, event.timeZone)}</span>
              </span>
              <span className="numeric">
                {soldOf(event)} <span className="soft">sold</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
