import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { minorUnits } from '../../ui/minor-units.ts';
import { faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import type { OrderDialogProps } from './order-actions.tsx';

const RefundMutation = graphql(`
  mutation RefundOrder($input: RefundOrderInput!) {
    refundOrder(input: $input) { id status }
  }
`);

/** Gives everything that is left back, or an amount. */
export function RefundDialog({ order, onClose, onDone }: OrderDialogProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [part, setPart] = useState(false);
  const [fault, setFault] = useState<string>();
  const [{ fetching, error }, refund] = useMutation(RefundMutation);
  const { currency } = order.total;

  const confirm = async (form: FormData) => {
    const amount = part ? minorUnits(textOf(form, 'amount') ?? '', currency) : undefined;
    const isUnreadable = part && !amount;
    setFault(isUnreadable ? `Type an amount in ${currency}, above 0.` : undefined);
    if (isUnreadable) return;
    const input = { orderId: order.id, amount, reason: textOf(form, 'reason'), idempotencyKey };
    const { data } = await refund({ input });
    if (data) onDone('The refund is under way; see below how far it is.');
  };

  return (
    <Confirm
      {...{ title: 'Refund this order?', action: 'Refund', busy: fetching, error, onClose }}
      onConfirm={form => void confirm(form)}
    >
      <p>
        {order.paid.formatted} was paid{order.refunded.amount > 0 && `, and ${order.refunded.formatted} is given back`}.
      </p>
      <fieldset className="choices">
        <legend className="visually-hidden">How much</legend>
        <label className="check">
          <input type="radio" name="part" checked={!part} onChange={() => setPart(false)} />
          Everything that is left; the tickets become void
        </label>
        <label className="check">
          <input type="radio" name="part" checked={part} onChange={() => setPart(true)} />
          An amount; the tickets stay valid
        </label>
      </fieldset>
      {part && (
        <TextField
          label={`Amount in ${currency}`}
          name="amount"
          inputMode="decimal"
          required
          fault={fault ?? faultOf(error, 'amount')}
        />
      )}
      <TextAreaField
        label="Reason"
        name="reason"
        rows={2}
        maxLength={500}
        hint="The buyer is told."
        fault={faultOf(error, 'reason')}
      />
    </Confirm>
  );
}
