import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { RowAct } from '../../ui/row-act.tsx';
import { textOf } from '../../ui/text-of.ts';
import { formatTime } from '../../ui/time.ts';
import { useViewer } from '../viewer/viewer.tsx';
import type { ShownOrder } from './order-page.tsx';

const SettleMutation = graphql(`
  mutation SettleRefund($input: SettleRefundInput!) { settleRefund(input: $input) { id status } }
`);

const RetryMutation = graphql(
  `mutation RetryRefund($refundId: ID!) { retryRefund(refundId: $refundId) { id status } }`,
);

type Refund = ShownOrder['refunds'][number];

const STATUSES = {
  PENDING: { label: 'On its way', look: 'warn' },
  SUCCEEDED: { label: 'Given back', look: 'good' },
  FAILED: { label: 'Failed', look: 'bad' },
} as const;

/** What was given back, and what the payment provider has not settled. */
export function OrderRefunds({ refunds }: { readonly refunds: ShownOrder['refunds'] }) {
  const canRefund = useViewer().can('orders:refund');
  const [, retry] = useMutation(RetryMutation);
  const [settled, setSettled] = useState<Refund>();
  return (
    <section className="card stack" aria-labelledby="refunds">
      <h2 id="refunds">Refunds</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Asked for</th>
              <th scope="col">Reason</th>
              <th scope="col">Status</th>
              <th scope="col" className="numeric">
                Amount
              </th>
              <th scope="col">
                <span className="visually-hidden">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {refunds.map(refund => (
              <tr key={refund.id}>
                <td className="moment">{formatTime(refund.createdAt)}</td>
                <td>{refund.reason ?? '–'}</td>
                <td>
                  <span className={`badge ${STATUSES[refund.status].look}`}>
                    {refund.needsHand ? 'Needs a person' : STATUSES[refund.status].label}
                  </span>
                </td>
                <td className="numeric">
                  {refund.amount.formatted}
                  {refund.feesKept.amount > 0 && <div className="soft">{refund.feesKept.formatted} fees kept</div>}
                </td>
                <td>
                  {canRefund && refund.status === 'PENDING' && (
                    <div className="row">
                      <RowAct act={() => retry({ refundId: refund.id })}>Ask again</RowAct>
                      <Button onClick={() => setSettled(refund)}>Settle by hand</Button>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {settled && <SettleDialog refund={settled} onClose={() => setSettled(undefined)} />}
    </section>
  );
}

function SettleDialog({ refund, onClose }: { readonly refund: Refund; readonly onClose: () => void }) {
  const [{ fetching, error }, settle] = useMutation(SettleMutation);
  const confirm = async (form: FormData) => {
    const input = { refundId: refund.id, given: form.get('given') === 'yes', note: textOf(form, 'note') };
    const { data } = await settle({ input });
    if (data) onClose();
  };
  return (
    <Confirm
      {...{ title: 'Settle the refund by hand?', action: 'Settle', busy: fetching, error, onClose }}
      onConfirm={form => void confirm(form)}
    >
      <p>Look at the payment provider first: the plugin is not asked any more.</p>
      <fieldset className="choices">
        <legend>How it ended</legend>
        <label className="check">
          <input type="radio" name="given" value="yes" required />
          {refund.amount.formatted} was given back
        </label>
        <label className="check">
          <input type="radio" name="given" value="no" required />
          Nothing was given back; the amount can be refunded again
        </label>
      </fieldset>
      <TextAreaField label="Note" name="note" rows={2} maxLength={500} hint="For the books." />
    </Confirm>
  );
}
