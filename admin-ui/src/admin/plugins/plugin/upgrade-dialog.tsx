import { useMutation } from 'urql';
import type { PluginPageQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { codeOf } from '../../../ui/states.tsx';
import { askedBeyond } from '../install/asked.ts';
import { AskedList } from '../install/asked-list.tsx';
import type { Installation } from './plugin-frame.tsx';
import { useReloadPlugin } from './plugin-query.ts';
import { compareVersions } from './versions.ts';

const UpgradeMutation = graphql(`
  mutation UpgradePlugin($id: ID!, $version: String!, $grant: [String!], $consent: [PluginRequestInput!]) {
    upgradePlugin(installationId: $id, version: $version, grant: $grant, consent: $consent) { id }
  }
`);

type Version = Pick<
  NonNullable<PluginPageQuery['plugin']>['versions'][number],
  'version' | 'permissions' | 'requests' | 'extensions' | 'secrets'
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
  const reload = useReloadPlugin(installation.plugin.id);
  const isNewer = compareVersions(target.version, installation.version.version) > 0;
  const asked = askedBeyond(target, installation);
  const { scopes, requests } = asked;
  const asks = scopes.length + requests.length > 0;
  const verb = isNewer ? 'upgrade' : 'go back';
  const act = async () => {
    // What is shown, and nothing else, is what is consented to.
    const consent = requests.map(({ kind, name }) => ({ kind, name }));
    const result = await upgrade({ id: installation.id, version: target.version, grant: [...scopes], consent });
    // Somebody else has changed the installation meanwhile: what that leaves to be asked for is shown next.
    if (codeOf(result.error) === 'PERMISSIONS_NOT_GRANTED') await reload();
    return result;
  };
  return (
    <ConfirmAct
      title={isNewer ? `Upgrade to ${target.version}?` : `Go back to ${target.version}?`}
      action={asks ? `Allow and ${verb}` : `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`}
      look="primary"
      act={act}
      onClose={onClose}
    >
      {!asks ? (
        <p>It asks for nothing that version {installation.version.version} did not have. Its settings stay.</p>
      ) : (
        <>
          <p>Version {target.version} may also do this:</p>
          <AskedList asked={asked} version={target} open />
        </>
      )}
    </ConfirmAct>
  );
}
