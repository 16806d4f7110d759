import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { ActivityTable } from '../activity/activity-table.tsx';

const ActivityQuery = graphql(`
  query EventActivity($id: ID!) {
    event(id: $id) {
      id
      activity(first: 10) {
        totalCount
        edges {
          node {
            id
            name
            summary
            occurredAt
            changed
            requestId
            actor { kind id user { id name } }
            subject { type id label }
          }
        }
      }
    }
  }
`);

/** What was done about the event lately. */
export function EventActivity({ id }: { readonly id: string }) {
  const [{ data, error }, retry] = useQuery({ query: ActivityQuery, variables: { id } });
  const activity = data?.event?.activity;
  return (
    <section className="card stack" aria-labelledby="activity">
      <div className="row between">
        <h2 id="activity">Activity</h2>
        <Link to={`/admin/activity?event=${id}`}>See all</Link>
      </div>
      {error && <Failure error={error} retry={retry} />}
      {!activity && !error && <Loading />}
      {activity?.edges.length === 0 && <Empty title="Nothing yet">What is done shows up here in a moment.</Empty>}
      {activity && activity.edges.length > 0 && <ActivityTable entries={activity.edges.map(({ node }) => node)} />}
    </section>
  );
}
