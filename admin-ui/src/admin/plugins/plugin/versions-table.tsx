import { useState } from 'react';
import { Link } from 'react-router';
import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { formatDay } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { DeprecateDialog } from './deprecate-dialog.tsx';
import type { Installation } from './plugin-frame.tsx';
import { UpgradeDialog } from './upgrade-dialog.tsx';
import { VERSION_STATUS } from './version-status.ts';
import { compareVersions } from './versions.ts';

type Version = NonNullable<PluginPageQuery['plugin']>['versions'][number];

interface VersionsProps {
  readonly plugin: Pick<NonNullable<PluginPageQuery['plugin']>, 'id' | 'versions' | 'viewerPublishes'>;
  /** What is installed of it, if anything. */
  readonly installation: Installation | undefined;
}

/** The releases that the viewer may see, newest first; publishers and operators see those in review as well. */
export function Versions({ plugin, installation }: VersionsProps) {
  const viewer = useViewer();
  const [deprecating, setDeprecating] = useState<string>();
  const [target, setTarget] = useState<Version>();
  const installed = installation?.version.version;
  return (
    <section className="card stack" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Status</th>
              <th scope="col">Submitted</th>
              <th scope="col">Published</th>
              {installed && viewer.can('plugins:manage') && <th scope="col">Here</th>}
              {plugin.viewerPublishes && <th scope="col">As its publisher</th>}
            </tr>
          </thead>
          <tbody>
            {plugin.versions.map(each => {
              const { version, status, submittedAt, publishedAt } = each;
              return (
                <tr key={version}>
                  <td>
                    <Link to={`version?number=${version}`}>{version}</Link>
                  </td>
                  <td>
                    <span className={`badge ${VERSION_STATUS[status].look}`}>{VERSION_STATUS[status].label}</span>
                  </td>
                  <td>{formatDay(submittedAt)}</td>
                  <td>{publishedAt ? formatDay(publishedAt) : '–'}</td>
                  {installed && viewer.can('plugins:manage') && (
                    <td>
                      {version === installed && 'Installed'}
                      {status === 'PUBLISHED' && version !== installed && (
                        <Button onClick={() => setTarget(each)}>
                          {compareVersions(version, installed) < 0 ? 'Go back to it' : 'Upgrade to it'}
                        </Button>
                      )}
                    </td>
                  )}
                  {plugin.viewerPublishes && (
                    <td>
                      {status === 'PUBLISHED' && <Button onClick={() => setDeprecating(version)}>Deprecate</Button>}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {deprecating && (
        <DeprecateDialog pluginId={plugin.id} version={deprecating} onClose={() => setDeprecating(undefined)} />
      )}
      {installation && target && (
        <UpgradeDialog target={target} installation={installation} onClose={() => setTarget(undefined)} />
      )}
    </section>
  );
}
