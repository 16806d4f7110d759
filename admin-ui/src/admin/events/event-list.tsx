import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import type { EventsQuery } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Pager, pageArguments } from '../../ui/pager.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { FilterForm } from '../lists/filter-form.tsx';
import { useViewer } from '../viewer/viewer.tsx';
import { EVENT_STATUSES, EventStatusBadge, isEventStatus } from './event-status.tsx';
import { soldOf } from './sold-of.ts';

const EventsDocument = graphql(`
  query Events($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {
    events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      edges {
        node {
          id
          title
          status
          startsAt
          timeZone
          venue { id name city }
          onlineUrl
          ticketsSold
          capacity
          ticketTypes { id kind quantity }
          series { id }
        }
      }
    }
  }
`);

const context = { additionalTypenames: ['Event'] };

/** The instant at which a day such as `2027-05-01`, or one so many days later, begins on this device; undefined if it is none. */
function dayStart(day: string, later = 0): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}

/** The events, filtered and paged by the address. */
export function EventList() {
  usePageTitle('Events');
  const viewer = useViewer();
  const [search] = useSearchParams();
  const status = search.get('status');
  const text = search.get('text');
  const [place, from, to] = ['place', 'from', 'to'].map(name => search.get(name) || undefined);
  const filter = {
    ...{ status: isEventStatus(status) ? status : undefined, text: text || undefined, place },
    ...{ from: from && dayStart(from), to: to && dayStart(to, 1) },
  };
  const [{ data, error }, retry] = useQuery({
    query: EventsDocument,
    variables: { filter, ...pageArguments(search) },
    context,
  });
  return (
    <>
      <div className="row between">
        <h1>Events</h1>
        {viewer.can('events:write') && (
          <Link className="button primary" to="/admin/events/new">
            New event
          </Link>
        )}
      </div>
      <FilterForm label="Search events">
        <TextField label="Search" name="text" type="search" defaultValue={text ?? ''} maxLength={200} />
        <TextField label="Place" name="place" type="search" defaultValue={place ?? ''} maxLength={200} />
        <TextField label="From" name="from" type="date" defaultValue={from ?? ''} />
        <TextField label="Until" name="to" type="date" defaultValue={to ?? ''} />
        <SelectField label="Status" name="status" defaultValue={status ?? ''}>
          <option value="">Any</option>
          {Object.entries(EVENT_STATUSES).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      </FilterForm>
      {error && <Failure error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {data && <Found events={data.events} filtered={search.size > 0} />}
    </>
  );
}

function Found({ events, filtered }: { readonly events: EventsQuery['events']; readonly filtered: boolean }) {
  const viewer = useViewer();
  if (events.edges.length === 0) {
    if (filtered) return <Empty title="No event fits the search">Try other words, or another status.</Empty>;
    return (
      <Empty title="No events yet">
        {viewer.can('events:write') && <Link to="/admin/events/new">Create the first event</Link>}
      </Empty>
    );
  }
  return (
    <>
      <div className="card table-frame">
        <table className="table">
          <caption className="visually-hidden">Events, latest start first</caption>
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Starts</th>
              <th scope="col">Place</th>
              <th scope="col">Status</th>
              <th scope="col" className="numeric">
                Sold
              </th>
            </tr>
          </thead>
          <tbody>
            {events.edges.map(({ node }) => (
              <tr key={node.id}>
                <td>
                  <Link to={`/admin/events/${node.id}`}>{node.title}</Link>
                  {node.series && <span className="badge neutral series-badge">Series</span>}
                </td>
                <td className="moment">{formatTime(node.startsAt, node.timeZone)}</td>
                <td>{placeOf(node)}</td>
                <td>
                  <EventStatusBadge status={node.status} />
                </td>
                <td className="numeric">{soldOf(node)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager pageInfo={events.pageInfo} total={events.totalCount} />
    </>
  );
}

type Listed = EventsQuery['events']['edges'][number]['node'];

function placeOf({ venue, onlineUrl }: Listed): string {
  if (venue) return [venue.name, venue.city].filter(Boolean).join(', ');
  return onlineUrl ? 'Online' : '–';
}
