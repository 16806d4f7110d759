import { useMutation } from 'urql';
import type { ReviewDecision } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';

const ReviewMutation = graphql(`
  mutation ReviewPlugin($pluginId: ID!, $version: String!, $decision: ReviewDecision!, $note: String) {
    reviewPlugin(pluginId: $pluginId, version: $version, decision: $decision, note: $note) {
      version status review { note }
    }
  }
`);

const WORDS: Readonly<Record<ReviewDecision, { readonly action: string; readonly effect: string }>> = {
  APPROVE: { action: 'Approve', effect: 'It can be installed from then on, and its actions join the schema.' },
  REJECT: { action: 'Reject', effect: 'It can never be installed; its publisher may submit another version.' },
  DEPRECATE: { action: 'Deprecate', effect: 'It cannot be installed any more, and still runs where it is.' },
};

const context = { additionalTypenames: ['Plugin', 'PluginVersion'] };

interface DecisionDialogProps {
  readonly pluginId: string;
  readonly version: string;
  readonly decision: ReviewDecision;
  readonly onClose: () => void;
}

/** Asks for the reason, and decides. */
export function DecisionDialog({ pluginId, version, decision, onClose }: DecisionDialogProps) {
  const [{ fetching, error }, review] = useMutation(ReviewMutation);
  const { action, effect } = WORDS[decision];
  return (
    <Confirm
      title={`${action} ${pluginId} ${version}?`}
      action={action}
      look={decision === 'APPROVE' ? 'primary' : 'danger'}
      busy={fetching}
      error={error}
      onClose={onClose}
      onConfirm={async form => {
        const note = textOf(form, 'note') || undefined;
        const { data } = await review({ pluginId, version, decision, note }, context);
        if (data) onClose();
      }}
    >
      <p>{effect}</p>
      <TextAreaField
        label={decision === 'REJECT' ? 'Why' : 'Why (may be left empty)'}
        name="note"
        maxLength={2000}
        required={decision === 'REJECT'}
        hint="Its publisher reads this."
        fault={faultOf(error, 'note')}
      />
    </Confirm>
  );
}
