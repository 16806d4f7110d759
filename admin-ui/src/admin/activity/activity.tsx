import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Pager, pageArguments } from '../../ui/pager.tsx';
import { Empty, Failure, Loading, NotAllowed } from '../../ui/states.tsx';
import { deviceTimeZone } from '../../ui/time.ts';
import { instantOf } from '../../ui/wall-time.ts';
import { EventChoice } from '../events/event-choice.tsx';
import { FilterForm } from '../lists/filter-form.tsx';
import { useViewer } from '../viewer/viewer.tsx';
import { ActivityTable } from './activity-table.tsx';
import { HAPPENINGS } from './happenings.ts';

const ActivityQuery = graphql(`
  query ActivityLog($filter: ActivityFilter, $first: Int, $after: String, $last: Int, $before: String) {
    activityLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      edges {
        node {
          id
          name
          summary
          occurredAt
          changed
          details
          requestId
          actor { kind id user { id name } }
          subject { type id label }
        }
      }
    }
  }
`);

const PeopleQuery = graphql(`
  query ActivityPeople {
    viewerOrganization { id members(first: 100) { edges { node { id user { id name } } } } }
  }
`);

/** What was done in the organization, by whom and when. */
export function ActivityLog() {
  usePageTitle('Activity');
  const viewer = useViewer();
  return (
    <>
      <h1>Activity</h1>
      {viewer.can('activity:read') ? <Log /> : <NotAllowed />}
    </>
  );
}

function Log() {
  const viewer = useViewer();
  const [search] = useSearchParams();
  const [name, actor, event, from] = ['name', 'actor', 'event', 'from'].map(field => search.get(field) ?? '');
  const filter = {
    names: name ? [name] : undefined,
    actorId: actor || undefined,
    eventId: event || undefined,
    from: instantOf(`${from}T00:00`, deviceTimeZone()),
  };
  const [{ data, error }, retry] = useQuery({ query: ActivityQuery, variables: { filter, ...pageArguments(search) } });
  const [people] = useQuery({ query: PeopleQuery, pause: !viewer.can('organization:read') });
  const members = people.data?.viewerOrganization?.members.edges.map(({ node }) => node.user) ?? [];
  const log = data?.activityLog;
  return (
    <>
      <FilterForm label="Search the activity log">
        <SelectField label="What" name="name" defaultValue={name}>
          <option value="">Anything</option>
          {Object.entries(HAPPENINGS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        {/* The key chooses anew once the people are there. */}
        <SelectField key={members.length} label="Who" name="actor" defaultValue={actor}>
          <option value="">Anyone</option>
          {actor && !members.some(({ id }) => id === actor) && <option value={actor}>The one of this address</option>}
          {members.map(user => (
            <option key={user.id} value={user.id}>
              {user.name}
            </option>
          ))}
        </SelectField>
        <EventChoice label="Event" name="event" defaultValue={event} />
        <TextField label="Since" name="from" type="date" defaultValue={from} />
      </FilterForm>
      {error && <Failure error={error} retry={retry} />}
      {!log && !error && <Loading rows={5} />}
      {log?.edges.length === 0 && (
        <Empty title={search.size > 0 ? 'Nothing fits the search' : 'Nothing yet'}>
          What people, programs and the platform do shows up here.
        </Empty>
      )}
      {log && log.edges.length > 0 && (
        <>
          <div className="card">
            <ActivityTable entries={log.edges.map(({ node }) => node)} />
          </div>
          <Pager pageInfo={log.pageInfo} total={log.totalCount} />
        </>
      )}
    </>
  );
}
