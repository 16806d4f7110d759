import { useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Pager, pageArguments } from '../../../ui/pager.tsx';
import { RowAct } from '../../../ui/row-act.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { formatMoment } from './moment.ts';

const FailedHooksQuery = graphql(`
  query FailedHooks($first: Int, $after: String, $last: Int, $before: String) {
    installedPlugins {
      id
      failedHooks(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
        edges { node { id event occurredAt failedAt attempts requestId error { code message } } }
      }
    }
  }
`);

const ReplayMutation = graphql(`
  mutation ReplayFailedHook($id: ID!) { replayFailedHook(id: $id) }
`);

const ReplayAllMutation = graphql(`
  mutation ReplayFailedHooks($id: ID!) { replayFailedHooks(installationId: $id) }
`);

/** What happened that the plugin could not take, however often it was told, and a way to tell it again. */
export function FailedHooks({ installationId }: { readonly installationId: string }) {
  const viewer = useViewer();
  const [search] = useSearchParams();
  const [{ data, error }, reload] = useQuery({ query: FailedHooksQuery, variables: pageArguments(search) });
  const [, replay] = useMutation(ReplayMutation);
  const [, replayAll] = useMutation(ReplayAllMutation);
  const failed = data?.installedPlugins.find(({ id }) => id === installationId)?.failedHooks;
  const refresh = () => reload({ requestPolicy: 'network-only' });
  const mayReplay = viewer.can('plugins:manage');
  return (
    <section className="card stack" aria-labelledby="failed-hooks">
      <div className="row between">
        <h2 id="failed-hooks">Failed for good</h2>
        {mayReplay && failed && failed.edges.length > 0 && (
          <RowAct act={() => replayAll({ id: installationId })} onDone={refresh}>
            Run all again
          </RowAct>
        )}
      </div>
      <p className="soft">
        What the plugin was told of six times and failed at. It is kept for 30 days; once the cause is mended, run it
        again.
      </p>
      {error && <Failure error={error} retry={refresh} />}
      {!failed && !error && <Loading />}
      {failed?.edges.length === 0 && <Empty title="Nothing has failed for good" />}
      {failed && failed.edges.length > 0 && (
        <>
          <div className="table-frame">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Event</th>
                  <th scope="col">Happened</th>
                  <th scope="col">Failed</th>
                  <th scope="col">Why</th>
                  {mayReplay && <th scope="col">Again</th>}
                </tr>
              </thead>
              <tbody>
                {failed.edges.map(({ node }) => (
                  <tr key={node.id}>
                    <td>
                      <code>{node.event}</code>
                    </td>
                    <td>
                      <time dateTime={node.occurredAt}>{formatMoment(node.occurredAt)}</time>
                    </td>
                    <td>
                      <time dateTime={node.failedAt}>{formatMoment(node.failedAt)}</time>
                    </td>
                    <td className="log-message">
                      {node.error.message} <code className="soft">{node.error.code}</code>
                      <div className="soft log-request">request {node.requestId}</div>
                    </td>
                    {mayReplay && (
                      <td>
                        <RowAct act={() => replay({ id: node.id })} onDone={refresh}>
                          Run again
                        </RowAct>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager pageInfo={failed.pageInfo} total={failed.totalCount} />
        </>
      )}
    </section>
  );
}
