import type { CombinedError } from 'urql';
import type { InvoiceAddressInput } from '../../generated/graphql.ts';
import { TextAreaField, TextField } from '../../ui/field.tsx';
import { faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';

/** What the buyer wants on the invoice; undefined if nothing was filled in. */
export function invoiceAddressOf(form: FormData): InvoiceAddressInput | undefined {
  const address = {
    company: textOf(form, 'invoiceCompany'),
    address: textOf(form, 'invoiceAddress'),
    country: textOf(form, 'invoiceCountry')?.toUpperCase(),
    taxId: textOf(form, 'invoiceTaxId'),
  };
  return Object.values(address).some(Boolean) ? address : undefined;
}

/** Optional fields for buyers who need an invoice with more than their name. */
export function InvoiceAddress({ error }: { readonly error: CombinedError | undefined }) {
  const fault = (name: string) => faultOf(error, `invoiceAddress.${name}`);
  return (
    <details className="stack">
      <summary>Company or address on the invoice</summary>
      <div className="stack">
        <TextField
          label="Company"
          name="invoiceCompany"
          autoComplete="organization"
          maxLength={200}
          fault={fault('company')}
        />
        <TextAreaField label="Address" name="invoiceAddress" rows={3} maxLength={500} fault={fault('address')} />
        <TextField
          label="Country"
          name="invoiceCountry"
          autoComplete="country"
          maxLength={2}
          hint="Two letters, such as DE."
          fault={fault('country')}
        />
        <TextField label="Tax ID" name="invoiceTaxId" maxLength={40} fault={fault('taxId')} />
      </div>
    </details>
  );
}

/** Whether a refusal is shown at one of these fields. */
export const hasInvoiceFault = (error: CombinedError | undefined): boolean =>
  ['company', 'address', 'country', 'taxId'].some(name => faultOf(error, `invoiceAddress.${name}`));
