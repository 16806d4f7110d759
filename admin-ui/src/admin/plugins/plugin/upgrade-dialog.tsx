import { useMutation } from 'urql';
import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { BackgroundRequests, widenedBackground } from '../install/background-requests.tsx';
import { ComponentFields } from '../install/component-fields.tsx';
import { widened, widenedFields, widenedRequests } from '../install/permissions.ts';
import type { Installation } from './plugin-frame.tsx';
import { compareVersions } from './versions.ts';

const UpgradeMutation = graphql(`
  mutation UpgradePlugin($id: ID!, $version: String!, $grant: [String!]) {
    upgradePlugin(installationId: $id, version: $version, grant: $grant) { id }
  }
`);

type Version = Pick<
  NonNullable<PluginPageQuery['plugin']>['versions'][number],
  'version' | 'permissions' | 'network' | 'manifest' | 'extensions' | 'schedules' | 'secrets'
>;

interface UpgradeDialogProps {
  /** The version to change to, newer or older. */
  readonly target: Version;
  readonly installation: Installation;
  readonly onClose: () => void;
}

/** Asks before a change of version, and for what the other version may do that the installed one could not. */
export function UpgradeDialog({ target, installation, onClose }: UpgradeDialogProps) {
  const [, upgrade] = useMutation(UpgradeMutation);
  const isNewer = compareVersions(target.version, installation.version.version) > 0;
  const scopes = widened(installation.grantedPermissions, target.permissions);
  const requests = widenedRequests({ ...installation.version, permissions: installation.grantedPermissions }, target);
  const components = widenedFields(installation.version.extensions, target.extensions);
  const background = widenedBackground(installation.version, target);
  const asks = [requests, components, ...Object.values(background)].some(each => each.length > 0);
  const verb = isNewer ? 'upgrade' : 'go back';
  return (
    <ConfirmAct
      title={isNewer ? `Upgrade to ${target.version}?` : `Go back to ${target.version}?`}
      action={asks ? `Allow and ${verb}` : `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`}
      look="primary"
      act={() => upgrade({ id: installation.id, version: target.version, grant: scopes })}
      onClose={onClose}
    >
      {!asks ? (
        <p>It asks for nothing that version {installation.version.version} did not have. Its settings stay.</p>
      ) : (
        <>
          <p>Version {target.version} may also do this:</p>
          <ul className="permission-list">
            {requests.map(({ key, text, code }) => (
              <li key={key}>
                {text} <code className="soft">{code}</code>
              </li>
            ))}
            <BackgroundRequests {...background} />
          </ul>
          <ComponentFields components={components} open />
        </>
      )}
    </ConfirmAct>
  );
}
