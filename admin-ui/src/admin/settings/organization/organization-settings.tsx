import { type FormEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { OrganizationSettingsQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { currencies } from '../../../ui/minor-units.ts';
import { Empty, Failure, faultOf, Loading } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { timeZones } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';

const SettingsQuery = graphql(`
  query OrganizationSettings {
    viewerOrganization {
      id
      name
      slug
      logoUrl
      settings {
        currency
        holdMinutes
        locale
        supportEmail
        timeZone
        billing { legalName address country email taxId }
      }
    }
  }
`);

const UpdateMutation = graphql(`
  mutation UpdateOrganization($input: UpdateOrganizationInput!) {
    updateOrganization(input: $input) { id name }
  }
`);

/** What the organization is called and how it sells. */
export function OrganizationSettings() {
  const [{ data, error }, retry] = useQuery({ query: SettingsQuery });
  if (!data) return error ? <Failure error={error} retry={retry} /> : <Loading rows={5} />;
  if (!data.viewerOrganization) return <Empty title="You act for no organization" />;
  return <SettingsForm organization={data.viewerOrganization} />;
}

type Organization = NonNullable<OrganizationSettingsQuery['viewerOrganization']>;

function read(form: FormData) {
  return {
    name: textOf(form, 'name') ?? '',
    logoUrl: textOf(form, 'logoUrl') ?? null,
    settings: {
      currency: textOf(form, 'currency'),
      holdMinutes: Number(textOf(form, 'holdMinutes')),
      locale: textOf(form, 'locale'),
      supportEmail: textOf(form, 'supportEmail') ?? null,
      timeZone: textOf(form, 'timeZone'),
      billing: {
        legalName: textOf(form, 'legalName') ?? null,
        address: textOf(form, 'address') ?? null,
        country: textOf(form, 'country')?.toUpperCase() ?? null,
        email: textOf(form, 'billingEmail') ?? null,
        taxId: textOf(form, 'taxId') ?? null,
      },
    },
  };
}

function SettingsForm({ organization }: { readonly organization: Organization }) {
  const canWrite = useViewer().can('organization:write');
  const [{ data, fetching, error }, update] = useMutation(UpdateMutation);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void update({ input: read(new FormData(event.currentTarget)) });
  };
  return (
    <form className="form-page stack" onSubmit={submit}>
      <fieldset className="plain-fieldset stack" disabled={!canWrite}>
        <Identity organization={organization} fault={field => faultOf(error, field)} />
        <Selling settings={organization.settings} fault={field => faultOf(error, field)} />
        <Billing billing={organization.settings.billing} fault={field => faultOf(error, field)} />
      </fieldset>
      {error && <Failure error={error} />}
      <div role="status">{data && !fetching && <p className="notice good">Saved.</p>}</div>
      {canWrite && (
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Save
          </Button>
        </span>
      )}
    </form>
  );
}

type Fault = (field: string) => string | undefined;

function Identity({ organization, fault }: { readonly organization: Organization; readonly fault: Fault }) {
  return (
    <section className="card stack" aria-label="Name and logo">
      <div className="columns">
        <TextField
          label="Name"
          name="name"
          required
          maxLength={100}
          hint={`In addresses it is ${organization.slug}.`}
          defaultValue={organization.name}
          fault={fault('name')}
        />
        <TextField
          label="Address of the logo"
          name="logoUrl"
          type="url"
          defaultValue={organization.logoUrl ?? ''}
          fault={fault('logoUrl')}
        />
      </div>
    </section>
  );
}

function Selling({ settings, fault }: { readonly settings: Organization['settings']; readonly fault: Fault }) {
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

function Billing({ billing, fault }: { readonly billing: Organization['settings']['billing']; readonly fault: Fault }) {
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
