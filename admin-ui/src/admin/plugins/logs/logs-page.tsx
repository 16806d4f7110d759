import { useEffect, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import type { LivePluginLogsSubscription, PluginLogLevel } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { useLive } from '../../../session/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import { Pager, pageArguments } from '../../../ui/pager.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { usePlugin } from '../plugin/plugin-frame.tsx';

const LogsQuery = graphql(`
  query PluginLogs($first: Int, $after: String, $last: Int, $before: String) {
    installedPlugins {
      id
      logs(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
        edges { node { id at level source message fields requestId } }
      }
    }
  }
`);

const LiveLogs = graphql(`
  subscription LivePluginLogs($id: ID!) {
    pluginLogs(installationId: $id) { lines { id at level source message fields requestId } }
  }
`);

/** The most lines that are added to the page; more are a reload away. */
const MOST_LINES = 200;

const LEVELS: Readonly<Record<PluginLogLevel, string>> = {
  DEBUG: 'neutral',
  INFO: '',
  WARN: 'warn',
  ERROR: 'bad',
};

/** What the plugin wrote to its log, newest first. */
export function LogsPage() {
  const { plugin, installation } = usePlugin();
  const [search] = useSearchParams();
  const [{ data, error, fetching }, reload] = useQuery({ query: LogsQuery, variables: pageArguments(search) });
  const isNewest = !search.has('after') && !search.has('before');
  const fresh = useFreshLines(isNewest ? installation?.id : undefined);
  if (!installation) return <Navigate to={`/admin/plugins/${plugin.id}`} replace />;
  const logs = data?.installedPlugins.find(({ id }) => id === installation.id)?.logs;
  const known = new Set(logs?.edges.map(({ node }) => node.id));
  const lines = [...fresh.filter(({ id }) => !known.has(id)), ...(logs?.edges.map(({ node }) => node) ?? [])];
  const refresh = () => reload({ requestPolicy: 'network-only' });
  return (
    <section className="card stack" aria-labelledby="log">
      <div className="row between">
        <h2 id="log">Log</h2>
        <Button busy={fetching} onClick={refresh}>
          Refresh
        </Button>
      </div>
      {error && <Failure error={error} retry={refresh} />}
      {!logs && !error && <Loading />}
      {logs && lines.length === 0 && <Empty title="The plugin has written nothing yet" />}
      {logs && lines.length > 0 && (
        <>
          <div className="table-frame">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Level</th>
                  <th scope="col">Source</th>
                  <th scope="col">Message</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(node => (
                  <tr key={node.id}>
                    <td>
                      <time dateTime={node.at}>{formatInstant(node.at)}</time>
                    </td>
                    <td>
                      <span className={`badge ${LEVELS[node.level]}`}>{node.level}</span>
                    </td>
                    <td>
                      <code>{node.source}</code>
                    </td>
                    <td className="log-message">
                      {node.message}
                      {node.fields != null && (
                        <div>
                          <code className="soft">{JSON.stringify(node.fields)}</code>
                        </div>
                      )}
                      <div className="soft log-request">request {node.requestId}</div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager pageInfo={logs.pageInfo} total={logs.totalCount} />
        </>
      )}
    </section>
  );
}

type Line = LivePluginLogsSubscription['pluginLogs']['lines'][number];
const NO_LINES: readonly Line[] = [];

/** The lines of which the page was told while it is shown, newest first. */
function useFreshLines(id: string | undefined): readonly Line[] {
  const [kept, setKept] = useState<{ readonly id?: string; readonly lines: readonly Line[] }>({ lines: NO_LINES });
  const { data } = useLive(LiveLogs, { id: id ?? '' }, id === undefined);
  const told = data?.pluginLogs.lines;
  useEffect(() => {
    if (!told || id === undefined) return;
    setKept(before => ({ id, lines: [...told, ...(before.id === id ? before.lines : [])].slice(0, MOST_LINES) }));
  }, [told, id]);
  return kept.id === id ? kept.lines : NO_LINES;
}

/** To the second, since lines of a log come close together. */
const formatInstant = (instant: string) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant));
