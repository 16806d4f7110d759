import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import type { PriceRulesQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField, TextField } from '../../../ui/field.tsx';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const UpdateMutation = graphql(`
  mutation UpdateInvoiceSettings($input: InvoiceSettingsInput!) {
    updateInvoiceSettings(input: $input) {
      id legalName address country taxId prefix creditPrefix automatic footer updatedAt
    }
  }
`);

/** What invoices say of the seller, how they are numbered, and whether they are issued by themselves. */
export function Invoices({ settings }: { readonly settings: PriceRulesQuery['invoiceSettings'] }) {
  const canWrite = useViewer().can('payments:write');
  const [{ data, fetching, error }, update] = useMutation(UpdateMutation);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => textOf(form, name) ?? '';
    const input = {
      ...{ legalName: text('legalName'), address: text('address'), prefix: text('prefix') },
      ...{ creditPrefix: text('creditPrefix'), automatic: form.has('automatic') },
      ...{ country: textOf(form, 'country')?.toUpperCase(), taxId: textOf(form, 'taxId') },
      footer: textOf(form, 'footer'),
    };
    void update({ input });
  };
  return (
    <section className="card stack" aria-labelledby="invoice-settings">
      <h2 id="invoice-settings">Invoices</h2>
      <p className="soft">No invoice is issued before a name and an address stand here. Issued ones never change.</p>
      <form className="stack" onSubmit={submit}>
        <fieldset className="plain-fieldset stack" disabled={!canWrite}>
          <TextField
            label="Name by law"
            name="legalName"
            required
            maxLength={200}
            defaultValue={settings.legalName}
            fault={faultOf(error, 'legalName')}
          />
          <TextAreaField
            label="Address"
            name="address"
            required
            rows={3}
            maxLength={500}
            defaultValue={settings.address}
            fault={faultOf(error, 'address')}
          />
          <div className="columns narrow">
            <TextField
              label="Country"
              name="country"
              maxLength={2}
              hint="Two letters, such as DE."
              defaultValue={settings.country ?? ''}
              fault={faultOf(error, 'country')}
            />
            <TextField
              label="Tax ID"
              name="taxId"
              maxLength={40}
              defaultValue={settings.taxId ?? ''}
              fault={faultOf(error, 'taxId')}
            />
            <TextField
              label="Invoice numbers begin with"
              name="prefix"
              required
              maxLength={12}
              defaultValue={settings.prefix}
              fault={faultOf(error, 'prefix')}
            />
            <TextField
              label="Credit note numbers begin with"
              name="creditPrefix"
              required
              maxLength={12}
              defaultValue={settings.creditPrefix}
              fault={faultOf(error, 'creditPrefix')}
            />
          </div>
          <TextField
            label="Line at the foot of every page"
            name="footer"
            maxLength={200}
            defaultValue={settings.footer ?? ''}
            fault={faultOf(error, 'footer')}
          />
          <label className="check">
            <input type="checkbox" name="automatic" defaultChecked={settings.automatic} />
            Issue an invoice when an order is confirmed
          </label>
        </fieldset>
        {error && <Failure error={error} />}
        <div role="status">{data && !fetching && <p className="notice good">Saved.</p>}</div>
        {canWrite && (
          <span>
            <Button type="submit" busy={fetching}>
              Save invoice settings
            </Button>
          </span>
        )}
      </form>
    </section>
  );
}
