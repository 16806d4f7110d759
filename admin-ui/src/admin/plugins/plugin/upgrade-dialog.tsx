import { useMutation } from 'urql';
import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { ComponentFields } from '../install/component-fields.tsx';
import { scopeInWords, widened, widenedFields } from '../install/permissions.ts';
import type { Installation } from './plugin-frame.tsx';

const UpgradeMutation = graphql(`
  mutation UpgradePlugin($id: ID!, $version: String!, $grant: [String!]) {
    upgradePlugin(installationId: $id, version: $version, grant: $grant) { id }
  }
`);

interface UpgradeDialogProps {
  readonly plugin: NonNullable<PluginPageQuery['plugin']>;
  readonly installation: Installation;
  readonly onClose: () => void;
}

/** Asks before an upgrade, and for what the newer version may do that the older one could not. */
export function UpgradeDialog({ plugin, installation, onClose }: UpgradeDialogProps) {
  const [{ fetching, error }, upgrade] = useMutation(UpgradeMutation);
  const { latest } = plugin;
  const scopes = widened(installation.grantedPermissions, latest.permissions);
  const hosts = widened(installation.version.network, latest.network);
  const components = widenedFields(installation.version.extensions, latest.extensions);
  const asks = scopes.length + hosts.length + components.length > 0;
  return (
    <Confirm
      title={`Upgrade to ${latest.version}?`}
      action={asks ? 'Allow and upgrade' : 'Upgrade'}
      look="primary"
      busy={fetching}
      error={error}
      onClose={onClose}
      onConfirm={async () => {
        const { data } = await upgrade({ id: installation.id, version: latest.version, grant: scopes });
        if (data) onClose();
      }}
    >
      {!asks ? (
        <p>It asks for nothing that version {installation.version.version} did not have. Its settings stay.</p>
      ) : (
        <>
          <p>The new version may also do this:</p>
          <ul className="permission-list">
            {scopes.map(scope => (
              <li key={scope}>
                {scopeInWords(scope)} <code className="soft">{scope}</code>
              </li>
            ))}
            {hosts.map(host => (
              <li key={host}>
                Send and receive data over the internet: <code className="soft">{host}</code>
              </li>
            ))}
          </ul>
          <ComponentFields components={components} open />
        </>
      )}
    </Confirm>
  );
}
