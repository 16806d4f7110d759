import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { faultOf } from '../../../ui/states.tsx';

const DeprecateMutation = graphql(`
  mutation DeprecatePluginVersion($pluginId: ID!, $version: String!, $reason: String!) {
    deprecatePluginVersion(pluginId: $pluginId, version: $version, reason: $reason) { version status deprecationReason }
  }
`);

const context = { additionalTypenames: ['Plugin', 'PluginInstallation'] };

interface DeprecateDialogProps {
  readonly pluginId: string;
  readonly version: string;
  readonly onClose: () => void;
}

/** Asks a publisher why a version should be used no longer. */
export function DeprecateDialog({ pluginId, version, onClose }: DeprecateDialogProps) {
  const [{ fetching, error }, deprecate] = useMutation(DeprecateMutation);
  return (
    <Confirm
      title={`Deprecate ${version}?`}
      action="Deprecate"
      busy={fetching}
      error={error}
      onClose={onClose}
      onConfirm={async form => {
        const { data } = await deprecate({ pluginId, version, reason: String(form.get('reason')) }, context);
        if (data) onClose();
      }}
    >
      <p>Nobody installs it any more. Where it is installed it still runs, with your reason beside it.</p>
      <TextAreaField
        label="Why, and what to use instead"
        name="reason"
        required
        maxLength={2000}
        fault={faultOf(error, 'reason')}
      />
    </Confirm>
  );
}
