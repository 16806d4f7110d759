import { useState } from 'react';
import { useMutation } from 'urql';
import type { RefundOrderInput } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { minorUnits } from '../../ui/minor-units.ts';
import { faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import type { OrderDialogProps } from './order-actions.tsx';
import { RefundPreview } from './refund-preview.tsx';

const RefundMutation = graphql(`
  mutation RefundOrder($input: RefundOrderInput!) {
    refundOrder(input: $input) { id status }
  }
`);

type Extent = 'all' | 'items' | 'amount';

const EXTENTS: Readonly<Record<Extent, string>> = {
  all: 'Everything that is left; the tickets become void',
  items: 'Some tickets, which become void',
  amount: 'An amount; the tickets stay valid',
};

/** Gives everything that is left back, chosen tickets, or an amount, and says beforehand how much that is. */
export function RefundDialog({ order, onClose, onDone }: OrderDialogProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [extent, setExtent] = useState<Extent>('all');
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [amount, setAmount] = useState('');
  const [includeFees, setIncludeFees] = useState(true);
  const [{ fetching, error }, refund] = useMutation(RefundMutation);
  const { currency } = order.total;
  const input = inputOf();

  function inputOf(): RefundOrderInput | undefined {
    const fees = order.fees.amount > 0 && !includeFees ? { includeFees } : {};
    if (extent === 'all') return { orderId: order.id, ...fees };
    if (extent === 'amount') {
      const wanted = minorUnits(amount, currency);
      return wanted ? { orderId: order.id, amount: wanted } : undefined;
    }
    const items = order.items.flatMap(({ id }) => {
      const quantity = counts[id] ?? 0;
      return quantity > 0 ? [{ orderItemId: id, quantity }] : [];
    });
    return items.length > 0 ? { orderId: order.id, items, ...fees } : undefined;
  }

  const confirm = async (form: FormData) => {
    if (!input) return;
    const { data } = await refund({ input: { ...input, reason: textOf(form, 'reason'), idempotencyKey } });
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
        {(Object.keys(EXTENTS) as Extent[]).map(each => (
          <label key={each} className="check">
            <input type="radio" name="extent" checked={extent === each} onChange={() => setExtent(each)} />
            {EXTENTS[each]}
          </label>
        ))}
      </fieldset>
      {extent === 'items' &&
        order.items.map(({ id, name, quantity }, index) => (
          <TextField
            key={id}
            label={`${name}, of ${quantity}`}
            name={`quantity-${id}`}
            type="number"
            min={0}
            max={quantity}
            value={counts[id] ?? 0}
            onChange={event => setCounts({ ...counts, [id]: Number(event.currentTarget.value) })}
            fault={faultOf(error, `items.${index}.quantity`)}
          />
        ))}
      {extent === 'amount' && (
        <TextField
          label={`Amount in ${currency}`}
          name="amount"
          inputMode="decimal"
          required
          value={amount}
          onChange={event => setAmount(event.currentTarget.value)}
          fault={amount && !input ? `Type an amount in ${currency}, above 0.` : faultOf(error, 'amount')}
        />
      )}
      {extent !== 'amount' && order.fees.amount > 0 && (
        <label className="check">
          <input
            type="checkbox"
            checked={includeFees}
            onChange={event => setIncludeFees(event.currentTarget.checked)}
          />
          Give the fees back as well
        </label>
      )}
      <RefundPreview input={input} />
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
