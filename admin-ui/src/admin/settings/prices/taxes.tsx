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
import { TaxCategories } from './tax-categories.tsx';

const UpdateMutation = graphql(`
  mutation UpdateTaxRules($input: TaxRulesInput!) {
    updateTaxRules(input: $input) { id mode rates { name basisPoints country category } }
  }
`);

type Rules = PriceRulesQuery['taxRules'];
type Row = { readonly key: number } & Partial<Rules['rates'][number]>;

const MOST = 50;

/** How taxes stand to prices, and their rates. */
export function Taxes({ rules }: { readonly rules: Rules }) {
  const canWrite = useViewer().can('payments:write');
  const [{ data, fetching, error }, update] = useMutation(UpdateMutation);
  const [rows, setRows] = useState<readonly Row[]>(() => rules.rates.map((rate, key) => ({ key, ...rate })));
  const [faults, setFaults] = useState<Readonly<Record<number, string>>>({});
  const categories = [...new Set(rules.rates.flatMap(({ category }) => category ?? []))].sort();
  const add = () => setRows([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1 }]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = rows.map(({ key }) => ({
      key,
      name: textOf(form, `name-${key}`) ?? '',
      basisPoints: basisPointsOf(textOf(form, `rate-${key}`) ?? ''),
      country: textOf(form, `country-${key}`)?.toUpperCase(),
      category: textOf(form, `category-${key}`),
    }));
    const unread = read.filter(({ basisPoints }) => basisPoints === undefined);
    setFaults(Object.fromEntries(unread.map(({ key }) => [key, 'Type a percentage, such as 19.'])));
    if (unread.length > 0) return;
    const mode = form.get('mode') === 'INCLUSIVE' ? 'INCLUSIVE' : 'EXCLUSIVE';
    const rates = read.map(({ key: _, basisPoints = 0, ...rate }) => ({ ...rate, basisPoints }));
    void update({ input: { mode, rates } });
  };
  return (
    <section className="card stack" aria-labelledby="taxes">
      <h2 id="taxes">Taxes</h2>
      <form className="stack" onSubmit={submit}>
        <fieldset className="plain-fieldset stack" disabled={!canWrite}>
          <SelectField label="Prices" name="mode" defaultValue={rules.mode} fault={faultOf(error, 'mode')}>
            <option value="INCLUSIVE">Contain the tax; it is shown, not added</option>
            <option value="EXCLUSIVE">Are without tax; it is added</option>
          </SelectField>
          {rows.length === 0 && <p className="soft">No tax is charged.</p>}
          {rows.map((row, index) => (
            <div key={row.key} className="rate-row">
              <TextField
                label="Name on receipts"
                name={`name-${row.key}`}
                required
                maxLength={60}
                defaultValue={row.name ?? 'VAT'}
                fault={faultOf(error, `rates.${index}.name`)}
              />
              <TextField
                label="Rate, %"
                name={`rate-${row.key}`}
                inputMode="decimal"
                required
                defaultValue={row.basisPoints === undefined ? '' : percentOf(row.basisPoints)}
                fault={faults[row.key] ?? faultOf(error, `rates.${index}.basisPoints`)}
              />
              <TextField
                label="Country of the event"
                name={`country-${row.key}`}
                maxLength={2}
                placeholder="Any"
                defaultValue={row.country ?? ''}
                fault={faultOf(error, `rates.${index}.country`)}
              />
              <TextField
                label="Tax category"
                name={`category-${row.key}`}
                maxLength={40}
                placeholder="Any"
                defaultValue={row.category ?? ''}
                fault={faultOf(error, `rates.${index}.category`)}
              />
              <Button
                aria-label={`Remove rate ${index + 1}`}
                onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
              >
                Remove
              </Button>
            </div>
          ))}
        </fieldset>
        {error && <Failure error={error} />}
        <div role="status">{data && !fetching && <p className="notice good">Saved.</p>}</div>
        {canWrite && (
          <div className="row">
            <Button type="submit" busy={fetching}>
              Save taxes
            </Button>
            {rows.length < MOST && <Button onClick={add}>Add a rate</Button>}
          </div>
        )}
      </form>
      <TaxCategories categories={categories} canWrite={canWrite} />
    </section>
  );
}
