import { Link, NavLink, Outlet, useOutletContext, useParams } from 'react-router';
import { useQuery } from 'urql';
import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { usePageTitle } from '../../../ui/page-title.ts';
import { Failure, Loading } from '../../../ui/states.tsx';
import { NothingHere } from '../../layout/nothing-here.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { CATEGORIES } from './categories.ts';
import { InstallationBadge } from './installation-badge.tsx';
import { InstallationControls } from './installation-controls.tsx';
import { PluginQuery } from './plugin-query.ts';

type Plugin = NonNullable<PluginPageQuery['plugin']>;
export type Installation = PluginPageQuery['installedPlugins'][number];

interface PluginContext {
  readonly plugin: Plugin;
  /** What the viewer's organization has of it, if anything. */
  readonly installation: Installation | undefined;
  readonly organizationName: string;
}

const context = { additionalTypenames: ['Plugin', 'PluginInstallation'] };

/** The head of all pages about one plugin: what it is, whether it runs, and where to go. */
export function PluginFrame() {
  const { id = '' } = useParams();
  const viewer = useViewer();
  const [{ data, error, fetching }, retry] = useQuery({ query: PluginQuery, variables: { id }, context });
  usePageTitle(data?.plugin?.name ?? 'Plugin');
  if (error && !data?.plugin) return <Failure error={error} retry={() => retry({ requestPolicy: 'network-only' })} />;
  if (!data || (!data.plugin && fetching)) return <Loading rows={5} />;
  if (!data.plugin) return <NothingHere />;
  const { plugin } = data;
  const installation = data.installedPlugins.find(entry => entry.plugin.id === plugin.id);
  const outlet: PluginContext = {
    plugin,
    installation,
    organizationName: viewer.organization?.name ?? 'your organization',
  };
  return (
    <>
      <div className="stack" style={{ gap: '0.35rem' }}>
        <Link to="/admin/plugins">Plugins</Link>
        <div className="row">
          <h1>{plugin.name}</h1>
          {installation && <InstallationBadge installation={installation} />}
        </div>
        <span className="soft">
          {CATEGORIES[plugin.category]} · by {plugin.author} ·{' '}
          {installation ? `version ${installation.version.version} installed` : `version ${plugin.latest.version}`}
        </span>
      </div>
      {installation?.version.status === 'DEPRECATED' && (
        <p className="notice info" role="status">
          Version {installation.version.version} is deprecated
          {installation.version.deprecationReason ? `: ${installation.version.deprecationReason}` : '.'}
        </p>
      )}
      {installation && viewer.can('plugins:manage') && (
        <InstallationControls plugin={plugin} installation={installation} />
      )}
      {installation && (
        <nav className="plugin-tabs" aria-label={plugin.name}>
          <NavLink to={`/admin/plugins/${plugin.id}`} end>
            About
          </NavLink>
          <NavLink to={`/admin/plugins/${plugin.id}/settings`}>Settings</NavLink>
          <NavLink to={`/admin/plugins/${plugin.id}/background`}>Background</NavLink>
          <NavLink to={`/admin/plugins/${plugin.id}/logs`}>Log</NavLink>
          <NavLink to={`/admin/plugins/${plugin.id}/try`}>Try an action</NavLink>
        </nav>
      )}
      <Outlet context={outlet} />
    </>
  );
}

/** The plugin that the page is about. */
export const usePlugin = () => useOutletContext<PluginContext>();
