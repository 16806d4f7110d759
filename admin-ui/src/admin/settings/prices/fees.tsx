import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { PriceRulesQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { basisPointsOf, percentOf } from '../../../ui/percent.ts';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const UpdateMutation = graphql(`
  mutation UpdateFees($input: FeeRulesInput!) { updateFees(input: $input) { id basisPoints fixedPerTicket payer } }
`);

/** What is added for the organizer's costs, and who pays it. */
export function Fees({ rules }: { readonly rules: PriceRulesQuery['feeRules'] }) {
  const canWrite = useViewer().can('payments:write');
  const [{ data, fetching, error }, update] = useMutation(UpdateMutation);
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const basisPoints = basisPointsOf(textOf(form, 'share') ?? '');
    setFault(basisPoints === undefined ? 'Type a percentage, such as 2.5.' : undefined);
    if (basisPoints === undefined) return;
    const payer = form.get('payer') === 'BUYER' ? 'BUYER' : 'ORGANIZER';
    void update({ input: { basisPoints, fixedPerTicket: Number(form.get('fixed')), payer } });
  };
  return (
    <section className="card stack" aria-labelledby="fees">
      <h2 id="fees">Fees</h2>
      <form className="stack" onSubmit={submit}>
        <fieldset className="plain-fieldset stack" disabled={!canWrite}>
          <div className="columns narrow">
            <TextField
              label="Share of the price, %"
              name="share"
              inputMode="decimal"
              required
              defaultValue={percentOf(rules.basisPoints)}
              fault={fault ?? faultOf(error, 'basisPoints')}
            />
            <TextField
              label="For every ticket"
              name="fixed"
              type="number"
              min={0}
              required
              hint="In the smallest unit of the order’s currency: 50 is €0.50. Free tickets are without it."
              defaultValue={rules.fixedPerTicket}
              fault={faultOf(error, 'fixedPerTicket')}
            />
            <SelectField label="Who pays" name="payer" defaultValue={rules.payer} fault={faultOf(error, 'payer')}>
              <option value="BUYER">The buyer, on top of the price</option>
              <option value="ORGANIZER">The organizer, out of the price</option>
            </SelectField>
          </div>
        </fieldset>
        {error && <Failure error={error} />}
        <div role="status">{data && !fetching && <p className="notice good">Saved.</p>}</div>
        {canWrite && (
          <span>
            <Button type="submit" busy={fetching}>
              Save fees
            </Button>
          </span>
        )}
      </form>
    </section>
  );
}
