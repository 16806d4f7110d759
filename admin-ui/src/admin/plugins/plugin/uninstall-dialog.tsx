import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';

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
  const [, uninstall] = useMutation(UninstallMutation);
  return (
    <ConfirmAct
      title={`Uninstall ${name}?`}
      action="Uninstall"
      act={() => uninstall({ id: installationId }, context)}
      onDone={() => navigate(`/admin/plugins/${pluginId}`)}
      onClose={onClose}
    >
      <p>
        It stops at once, and what it offers disappears from the shop. Its settings and data are kept for 30 days, in
        which you can restore it from the list of plugins.
      </p>
    </ConfirmAct>
  );
}
