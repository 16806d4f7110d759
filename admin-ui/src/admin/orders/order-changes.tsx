import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmAct } from '../../ui/confirm-act.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { textOf } from '../../ui/text-of.ts';
import { formatTime } from '../../ui/time.ts';
import { useViewer } from '../viewer/viewer.tsx';
import type { ShownOrder } from './order-page.tsx';

const CancelMutation = graphql(`mutation CancelOrderChange($id: ID!) { cancelOrderChange(id: $id) { id status } }`);

const RecordMutation = graphql(`
  mutation RecordOrderChangePayment($id: ID!, $note: String, $idempotencyKey: String!) {
    recordOrderChangePayment(id: $id, note: $note, idempotencyKey: $idempotencyKey) { id status }
  }
`);

type Change = ShownOrder['changes'][number];

const STATUSES = {
  PENDING: { label: 'Payment awaited', look: 'warn' },
  APPLIED: { label: 'Made', look: 'good' },
  CANCELLED: { label: 'Called off', look: 'neutral' },
  EXPIRED: { label: 'Not paid in time', look: 'neutral' },
  FAILED: { label: 'Failed', look: 'bad' },
} as const;

/** Tickets that became another type's, or will when the difference is paid. */
export function OrderChanges({ changes }: { readonly changes: ShownOrder['changes'] }) {
  const canWrite = useViewer().can('orders:write');
  const [asked, setAsked] = useState<{ readonly what: 'record' | 'cancel'; readonly change: Change }>();
  if (changes.length === 0) return null;
  const close = () => setAsked(undefined);
  return (
    <section className="card stack" aria-labelledby="changes">
      <h2 id="changes">Changes</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Asked for</th>
              <th scope="col">Ticket</th>
              <th scope="col">Status</th>
              <th scope="col" className="numeric">
                Difference
              </th>
              <th scope="col">
                <span className="visually-hidden">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map(change => (
              <tr key={change.id}>
                <td className="moment">{formatTime(change.createdAt)}</td>
                <td>
                  {change.fromName} → {change.toName}
                  {change.status === 'PENDING' && change.paymentReference && (
                    <div className="soft">
                      Reference <code>{change.paymentReference}</code>
                    </div>
                  )}
                </td>
                <td>
                  <span className={`badge ${STATUSES[change.status].look}`}>{STATUSES[change.status].label}</span>
                </td>
                <td className="numeric">{change.difference.formatted}</td>
                <td>
                  {canWrite && change.status === 'PENDING' && change.expiresAt && (
                    <div className="row">
                      <Button onClick={() => setAsked({ what: 'record', change })}>Record payment</Button>
                      <Button look="danger" onClick={() => setAsked({ what: 'cancel', change })}>
                        Call off
                      </Button>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked?.what === 'record' && <RecordDialog change={asked.change} onClose={close} />}
      {asked?.what === 'cancel' && <CancelDialog change={asked.change} onClose={close} />}
    </section>
  );
}

interface ChangeDialogProps {
  readonly change: Change;
  readonly onClose: () => void;
}

function RecordDialog({ change, onClose }: ChangeDialogProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [, record] = useMutation(RecordMutation);
  return (
    <ConfirmAct
      title="Record the payment?"
      action="Record payment"
      look="primary"
      act={form => record({ id: change.id, note: textOf(form, 'note'), idempotencyKey })}
      onClose={onClose}
    >
      <p>
        Says that you have {change.difference.formatted} in hand. The ticket becomes {change.toName}, and the buyer gets
        it anew.
      </p>
      <TextAreaField
        label="Note"
        name="note"
        rows={2}
        maxLength={500}
        hint="For the books; the buyer does not see it."
      />
    </ConfirmAct>
  );
}

function CancelDialog({ change, onClose }: ChangeDialogProps) {
  const [, cancel] = useMutation(CancelMutation);
  return (
    <ConfirmAct
      title="Call the change off?"
      action="Call it off"
      act={() => cancel({ id: change.id })}
      onClose={onClose}
    >
      <p>
        The ticket stays {change.fromName}, and the one that was set aside goes back on sale. A payment that still comes
        is given back.
      </p>
    </ConfirmAct>
  );
}
