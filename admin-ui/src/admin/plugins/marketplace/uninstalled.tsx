import { useNavigate } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { RowAct } from '../../../ui/row-act.tsx';
import { Failure } from '../../../ui/states.tsx';
import { formatDay } from '../../../ui/time.ts';

const UninstalledQuery = graphql(`
  query UninstalledPlugins { uninstalledPlugins { id version uninstalledAt deletedAt plugin { id name } } }
`);

const RestoreMutation = graphql(`
  mutation RestorePlugin($id: ID!) { restorePlugin(installationId: $id) { id } }
`);

const context = { additionalTypenames: ['UninstalledPlugin', 'PluginInstallation'] };

/** What was removed and can be brought back with its settings and data; nothing if there is nothing. */
export function Uninstalled() {
  const navigate = useNavigate();
  const [{ data, error }] = useQuery({ query: UninstalledQuery, context });
  const [, restore] = useMutation(RestoreMutation);
  const removed = data?.uninstalledPlugins ?? [];
  if (error) return <Failure error={error} />;
  if (removed.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="uninstalled">
      <h2 id="uninstalled">Uninstalled of late</h2>
      <p className="soft">
        Their settings and data are kept for 30 days. Restored, a plugin is disabled until you enable it.
      </p>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Plugin</th>
              <th scope="col">Uninstalled</th>
              <th scope="col">Deleted for good</th>
              <th scope="col">Bring back</th>
            </tr>
          </thead>
          <tbody>
            {removed.map(({ id, plugin, version, uninstalledAt, deletedAt }) => (
              <tr key={id}>
                <td>
                  {plugin.name} <span className="soft">{version}</span>
                </td>
                <td>{formatDay(uninstalledAt)}</td>
                <td>{formatDay(deletedAt)}</td>
                <td>
                  <RowAct act={() => restore({ id }, context)} onDone={() => navigate(`/admin/plugins/${plugin.id}`)}>
                    Restore
                  </RowAct>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
