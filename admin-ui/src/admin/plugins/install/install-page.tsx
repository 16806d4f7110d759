import { Link, Navigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { codeOf, Failure, NotAllowed } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { usePlugin } from '../plugin/plugin-frame.tsx';
import { askedBy } from './asked.ts';
import { Requests } from './requests.tsx';

const InstallMutation = graphql(`
  mutation InstallPlugin($pluginId: ID!, $version: String, $grant: [String!]!, $consent: [PluginRequestInput!]) {
    installPlugin(pluginId: $pluginId, version: $version, grant: $grant, consent: $consent) { id }
  }
`);

/** What the organization agrees to by installing; nothing is installed before that. */
export function InstallPage() {
  const { plugin, installation, organizationName } = usePlugin();
  const viewer = useViewer();
  const [{ fetching, error, data }, install] = useMutation(InstallMutation);
  const settings = `/admin/plugins/${plugin.id}/settings`;
  // Once it is installed from here, its settings come next.
  if (installation) return <Navigate to={data ? settings : `/admin/plugins/${plugin.id}`} replace />;
  if (!viewer.can('plugins:manage')) return <NotAllowed />;
  const { latest } = plugin;
  return (
    <section className="card stack" aria-labelledby="consent">
      <h2 id="consent">
        Install {plugin.name} {latest.version} for {organizationName}?
      </h2>
      <p>
        Once it is enabled, the plugin by <strong>{plugin.author}</strong> may do this:
      </p>
      <Requests version={latest} />
      <p className="soft">
        It can do nothing else. After installing you fill in its settings; it runs from when you enable it, and you can
        stop or remove it at any time.
      </p>
      {error && <Failure error={error} />}
      {codeOf(error) === 'ALREADY_INSTALLED' && <Link to={settings}>Go to its settings</Link>}
      <div className="row">
        <Button
          look="primary"
          busy={fetching || data !== undefined}
          onClick={() => {
            const { scopes, requests } = askedBy(latest);
            void install({
              ...{ pluginId: plugin.id, version: latest.version },
              ...{ grant: [...scopes], consent: requests.map(({ kind, name }) => ({ kind, name })) },
            });
          }}
        >
          Allow and install
        </Button>
        <Link className="button plain" to={`/admin/plugins/${plugin.id}`}>
          Do not install
        </Link>
      </div>
    </section>
  );
}
