import { useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { codeOf, Failure } from '../../../ui/states.tsx';
import type { Installation } from './plugin-frame.tsx';
import { UninstallDialog } from './uninstall-dialog.tsx';
import { UpgradeDialog } from './upgrade-dialog.tsx';
import { compareVersions } from './versions.ts';

const EnableMutation = graphql(`
  mutation EnablePlugin($id: ID!) { enablePlugin(installationId: $id) { id enabled } }
`);

const DisableMutation = graphql(`
  mutation DisablePlugin($id: ID!) { disablePlugin(installationId: $id) { id enabled } }
`);

interface InstallationControlsProps {
  readonly plugin: NonNullable<PluginPageQuery['plugin']>;
  readonly installation: Installation;
}

/** Starts, stops, upgrades and removes an installed plugin. */
export function InstallationControls({ plugin, installation }: InstallationControlsProps) {
  const [asking, setAsking] = useState<'upgrade' | 'uninstall'>();
  const [enabling, enable] = useMutation(EnableMutation);
  const [disabling, disable] = useMutation(DisableMutation);
  const { latest } = plugin;
  const isNewer = latest.status === 'PUBLISHED' && compareVersions(latest.version, installation.version.version) > 0;
  const close = () => setAsking(undefined);
  const error = installation.enabled ? disabling.error : enabling.error;
  return (
    <div className="stack">
      <div className="row">
        {installation.enabled ? (
          <Button busy={disabling.fetching} onClick={() => void disable({ id: installation.id })}>
            Disable
          </Button>
        ) : (
          <Button
            look="primary"
            busy={enabling.fetching}
            disabled={!installation.configured}
            onClick={() => void enable({ id: installation.id })}
          >
            Enable
          </Button>
        )}
        {isNewer && <Button onClick={() => setAsking('upgrade')}>Upgrade to {latest.version}</Button>}
        <Button look="danger" onClick={() => setAsking('uninstall')}>
          Uninstall
        </Button>
        {!installation.configured && (
          <span className="soft">
            It can run once its <Link to={`/admin/plugins/${plugin.id}/settings`}>settings</Link> are complete.
          </span>
        )}
      </div>
      {error && <Failure error={error} />}
      {codeOf(error) === 'PLUGIN_NOT_CONFIGURED' && (
        <Link to={`/admin/plugins/${plugin.id}/settings`}>Complete the settings</Link>
      )}
      {asking === 'upgrade' && <UpgradeDialog target={latest} installation={installation} onClose={close} />}
      {asking === 'uninstall' && (
        <UninstallDialog pluginId={plugin.id} name={plugin.name} installationId={installation.id} onClose={close} />
      )}
    </div>
  );
}
