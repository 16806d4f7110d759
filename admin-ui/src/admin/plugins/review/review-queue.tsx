import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { usePageTitle } from '../../../ui/page-title.ts';
import { Pager, pageArguments } from '../../../ui/pager.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { formatDay } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const QueueQuery = graphql(`
  query ReviewQueue($first: Int, $after: String, $last: Int, $before: String) {
    plugins(filter: { awaitingReview: true }, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      edges { node { id name author versions { version status submittedAt review { findings { severity } } } } }
    }
  }
`);

const context = { additionalTypenames: ['Plugin', 'PluginVersion'] };

/** Versions that wait for a decision: for operators everyone's, for publishers their own. */
export function ReviewQueue() {
  const viewer = useViewer();
  usePageTitle('Reviews');
  const [search] = useSearchParams();
  const [{ data, error }, retry] = useQuery({ query: QueueQuery, variables: pageArguments(search), context });
  const waiting = (data?.plugins.edges ?? []).flatMap(({ node }) =>
    node.versions.filter(({ status }) => status === 'SUBMITTED').map(version => ({ ...version, plugin: node })),
  );
  return (
    <>
      <div>
        <Link to="/admin/plugins">Plugins</Link>
        <h1>Reviews</h1>
      </div>
      <p className="soft">
        {viewer.isOperator
          ? 'Versions that can be installed once you have approved them.'
          : 'Versions of your plugins that an operator of the server has not decided about yet.'}
      </p>
      {error && <Failure error={error} retry={() => retry({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data && waiting.length === 0 && <Empty title="Nothing waits for a review" />}
      {waiting.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col">By</th>
                <th scope="col">Submitted</th>
                <th scope="col">Findings</th>
              </tr>
            </thead>
            <tbody>
              {waiting.map(({ plugin, version, submittedAt, review }) => (
                <tr key={`${plugin.id} ${version}`}>
                  <td>
                    <Link to={`/admin/plugins/${plugin.id}/version?number=${version}`}>
                      {plugin.name} {version}
                    </Link>
                  </td>
                  <td>{plugin.author}</td>
                  <td>{formatDay(submittedAt)}</td>
                  <td>{review?.findings.length ?? 0}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && <Pager pageInfo={data.plugins.pageInfo} total={data.plugins.totalCount} />}
    </>
  );
}
