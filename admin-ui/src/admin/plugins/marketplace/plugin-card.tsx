import { Link } from 'react-router';
import type { MarketplaceQuery } from '../../../generated/graphql.ts';
import { CATEGORIES } from '../plugin/categories.ts';
import { InstallationBadge } from '../plugin/installation-badge.tsx';

type Installed = MarketplaceQuery['installedPlugins'][number];

interface PluginCardProps {
  readonly plugin: Installed['plugin'];
  readonly installation?: Installed;
}

/** One plugin in the marketplace. */
export function PluginCard({ plugin, installation }: PluginCardProps) {
  return (
    <li className="card stack">
      <h3>
        <Link to={`/admin/plugins/${plugin.id}`}>{plugin.name}</Link>
      </h3>
      <span className="soft">
        {plugin.author} · {versions(plugin.latest.version, installation?.version.version)}
      </span>
      <p>{plugin.description}</p>
      <div className="row">
        <span className="badge neutral">{CATEGORIES[plugin.category]}</span>
        {installation && <InstallationBadge installation={installation} />}
      </div>
    </li>
  );
}

/** The newest version, and the installed one where it is another. */
const versions = (latest: string, installed = latest) =>
  installed === latest ? latest : `${latest} (${installed} installed)`;
