import { Link } from 'react-router';
import { Fact, Facts } from '../../../ui/facts.tsx';
import { formatDay } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { Requests } from '../install/requests.tsx';
import { CodeBlock } from './code-block.tsx';
import { usePlugin } from './plugin-frame.tsx';
import { Versions } from './versions-table.tsx';

/** What a plugin does, may do, can be asked to do, and its releases. */
export function AboutPage() {
  const { plugin, installation } = usePlugin();
  const viewer = useViewer();
  const { latest } = plugin;
  const shown = installation?.version ?? latest;
  return (
    <>
      <p>{plugin.description}</p>
      {!installation && latest.status === 'PUBLISHED' && viewer.can('plugins:manage') && (
        <span>
          <Link className="button primary" to="install">
            Install
          </Link>
        </span>
      )}
      {installation && (
        <div className="card">
          <Facts>
            <Fact name="Installed">{formatDay(installation.installedAt)}</Fact>
            <Fact name="Version">{installation.version.version}</Fact>
            <Fact name="Its storage">{formatBytes(installation.storageBytes)}</Fact>
          </Facts>
        </div>
      )}
      <section className="card stack" aria-labelledby="permissions">
        <h2 id="permissions">What it may do</h2>
        <Requests version={shown} />
      </section>
      {shown.actions.length > 0 && (
        <section className="card stack" aria-labelledby="actions">
          <h2 id="actions">Actions</h2>
          {shown.actions.map(action => (
            <div key={action.name} className="stack" style={{ gap: '0.4rem' }}>
              <div className="row">
                <h3>{action.name}</h3>
                {action.public && <span className="badge neutral">Open to buyers</span>}
              </div>
              {action.description && <p>{action.description}</p>}
              <CodeBlock label={`Mutation of ${action.name}`} text={action.signature} />
            </div>
          ))}
        </section>
      )}
      <Versions plugin={plugin} installation={installation} />
    </>
  );
}

const formatBytes = (bytes: number) =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit: bytes < 1_000 ? 'byte' : 'kilobyte' }).format(
    bytes < 1_000 ? bytes : Math.round(bytes / 1_000),
  );
