import type { FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import type { OrganizationSettingsQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Empty, Failure, faultOf, Loading } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { Billing, type Fault, Selling } from './selling-fields.tsx';

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

export type Organization = NonNullable<OrganizationSettingsQuery['viewerOrganization']>;

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
