import { useState } from 'react';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { currencies } from '../../../ui/minor-units.ts';
import { timeZones } from '../../../ui/time.ts';
import type { Organization } from './organization-settings.tsx';

/** The server's word on a field, by its name. */
export type Fault = (field: string) => string | undefined;

/** How the organization sells. */
export function Selling({ settings, fault }: { readonly settings: Organization['settings']; readonly fault: Fault }) {
  const [zones] = useState(() => timeZones(settings.timeZone));
  const [codes] = useState(() => currencies(settings.currency));
  return (
    <section className="card stack" aria-labelledby="selling">
      <h2 id="selling">Selling</h2>
      <div className="columns">
        <SelectField label="Time zone" name="timeZone" defaultValue={settings.timeZone} fault={fault('timeZone')}>
          {zones.map(zone => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Currency of new events"
          name="currency"
          defaultValue={settings.currency}
          fault={fault('currency')}
        >
          {codes.map(code => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Language of mails and amounts"
          name="locale"
          required
          hint="A tag such as en or de-DE."
          defaultValue={settings.locale}
          fault={fault('locale')}
        />
        <TextField
          label="Minutes that a cart holds its tickets"
          name="holdMinutes"
          type="number"
          min={1}
          max={120}
          required
          defaultValue={settings.holdMinutes}
          fault={fault('holdMinutes')}
        />
        <TextField
          label="Email for questions of buyers"
          name="supportEmail"
          type="email"
          defaultValue={settings.supportEmail ?? ''}
          fault={fault('supportEmail')}
        />
      </div>
    </section>
  );
}

/** What its invoices and receipts say. */
export function Billing({
  billing,
  fault,
}: {
  readonly billing: Organization['settings']['billing'];
  readonly fault: Fault;
}) {
  return (
    <section className="card stack" aria-labelledby="billing">
      <h2 id="billing">Invoices and receipts</h2>
      <div className="columns">
        <TextField
          label="Name in business"
          name="legalName"
          defaultValue={billing.legalName ?? ''}
          fault={fault('legalName')}
        />
        <TextField label="VAT or tax number" name="taxId" defaultValue={billing.taxId ?? ''} fault={fault('taxId')} />
        <TextField
          label="Email for invoices"
          name="billingEmail"
          type="email"
          defaultValue={billing.email ?? ''}
          fault={fault('billing.email')}
        />
        <TextField
          label="Country"
          name="country"
          maxLength={2}
          hint="Two letters, such as DE."
          defaultValue={billing.country ?? ''}
          fault={fault('country')}
        />
      </div>
      <TextAreaField
        label="Postal address"
        name="address"
        rows={3}
        defaultValue={billing.address ?? ''}
        fault={fault('address')}
      />
    </section>
  );
}
