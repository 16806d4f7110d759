import { useMutation, useQuery } from 'urql';
import type { PluginSchedulesQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { RowAct } from '../../../ui/row-act.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { scheduleInWords } from '../install/schedule-in-words.ts';
import { formatMoment } from './moment.ts';

const SchedulesQuery = graphql(`
  query PluginSchedules {
    installedPlugins {
      id enabled
      schedules { name cron timeZone action nextRunAt lastRun { startedAt ok durationMs requestId error { code message } } }
    }
  }
`);

const RunMutation = graphql(`
  mutation RunPluginSchedule($id: ID!, $schedule: String!) {
    runPluginSchedule(installationId: $id, schedule: $schedule) { ok requestId }
  }
`);

type Schedule = PluginSchedulesQuery['installedPlugins'][number]['schedules'][number];

/** When the plugin runs by itself, how that went, and a way to have it run now. */
export function Schedules({ installationId }: { readonly installationId: string }) {
  const viewer = useViewer();
  const [{ data, error, fetching }, reload] = useQuery({ query: SchedulesQuery });
  const [, run] = useMutation(RunMutation);
  const installation = data?.installedPlugins.find(({ id }) => id === installationId);
  const refresh = () => reload({ requestPolicy: 'network-only' });
  return (
    <section className="card stack" aria-labelledby="schedules">
      <div className="row between">
        <h2 id="schedules">Schedules</h2>
        <Button busy={fetching} onClick={refresh}>
          Refresh
        </Button>
      </div>
      {error && <Failure error={error} retry={refresh} />}
      {!installation && !error && <Loading />}
      {installation?.schedules.length === 0 && <Empty title="The plugin does nothing by the clock" />}
      {installation && installation.schedules.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Schedule</th>
                <th scope="col">Comes</th>
                <th scope="col">Next</th>
                <th scope="col">Last run</th>
                {viewer.can('plugins:manage') && <th scope="col">By hand</th>}
              </tr>
            </thead>
            <tbody>
              {installation.schedules.map(schedule => (
                <tr key={schedule.name}>
                  <td>
                    {schedule.name}
                    <div className="soft">
                      runs <code>{schedule.action}</code>
                    </div>
                  </td>
                  <td>
                    {scheduleInWords(schedule)}
                    <div className="soft">
                      <code>{schedule.cron}</code>
                    </div>
                  </td>
                  <td>{schedule.nextRunAt ? <Moment at={schedule.nextRunAt} /> : 'Not while it is disabled'}</td>
                  <td>
                    <LastRun run={schedule.lastRun} />
                  </td>
                  {viewer.can('plugins:manage') && (
                    <td>
                      <RowAct
                        disabled={!installation.enabled}
                        act={() => run({ id: installationId, schedule: schedule.name })}
                        onDone={refresh}
                      >
                        Run now
                      </RowAct>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function LastRun({ run }: { readonly run: Schedule['lastRun'] }) {
  if (!run) return <>None yet</>;
  return (
    <>
      <span className={`badge ${run.ok ? 'good' : 'bad'}`}>{run.ok ? 'Done' : 'Failed'}</span>{' '}
      <Moment at={run.startedAt} />
      {run.error && (
        <div className="log-message">
          {run.error.message} <code className="soft">{run.error.code}</code>
        </div>
      )}
      <div className="soft log-request">request {run.requestId}</div>
    </>
  );
}

const Moment = ({ at }: { readonly at: string }) => <time dateTime={at}>{formatMoment(at)}</time>;
