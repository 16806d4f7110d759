import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Confirm } from '../../../ui/confirm.tsx';

const UninstallMutation = graphql(`
  mutation UninstallPlugin($id: ID!) { uninstallPlugin(installationId: $id) }
`);

const context = { additionalTypenames: ['PluginInstallation', 'UninstalledPlugin'] };

interface UninstallDialogProps {
  readonly pluginId: string;
  readonly name: string;
  readonly installationId: string;
  readonly onClose: () => void;
}

/** Asks before a plugin is removed. */
export function UninstallDialog({ pluginId, name, installationId, onClose }: UninstallDialogProps) {
  const navigate = useNavigate();
  const [{ fetching, error }, uninstall] = useMutation(UninstallMutation);
  return (
    <Confirm
      title={`Uninstall ${name}?`}
      action="Uninstall"
      busy={fetching}
      error={error}
      onClose={onClose}
      onConfirm={async () => {
        const { data } = await uninstall({ id: installationId }, context);
        if (!data) return;
        onClose();
        navigate(`/admin/plugins/${pluginId}`);
      }}
    >
      <p>
        It stops at once, and what it offers disappears from the shop. Its settings and data are kept for 30 days, in
        which you can restore it from the list of plugins.
      </p>
    </Confirm>
  );
}
