import { isCurrency, severalLines, singleLine } from '@ticketbase/kernel';
import { CurrencyCode, Field, InputType, Int, Url } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { emailSchema, nameSchema } from '../user/user.input.ts';

@InputType('BillingDetailsInput', { description: 'Billing details to change; what is absent stays, null removes.' })
export class BillingDetailsInputType {
  @Field(() => String, { nullable: true, description: 'The name under which it does business.' })
  legalName?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address, as many lines as it has.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2 code of the country, e.g. DE.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'VAT or tax number.' })
  taxId?: string | null;

  @Field(() => String, { nullable: true, description: 'Where invoices to the organization are sent.' })
  email?: string | null;
}

@InputType('OrganizationSettingsInput', { description: 'Settings to change; what is absent stays.' })
export class OrganizationSettingsInputType {
  @Field(() => CurrencyCode, { nullable: true, description: 'The currency of new ticket types.' })
  currency?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone of new events, e.g. Europe/Berlin.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'BCP 47 language tag, e.g. de-DE.' })
  locale?: string | null;

  @Field(() => Int, { nullable: true, description: 'Minutes for which a cart holds its tickets, 1 to 120.' })
  holdMinutes?: number | null;

  @Field(() => String, { nullable: true, description: 'Where buyers turn to with questions; null removes it.' })
  supportEmail?: string | null;

  @Field(() => BillingDetailsInputType, { nullable: true, description: 'Billing details to change.' })
  billing?: BillingDetailsInputType | null;
}

@InputType('UpdateOrganizationInput', { description: 'What changes about the organization; what is absent stays.' })
export class UpdateOrganizationInputType {
  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 100 characters.' })
  name?: string | null;

  @Field(() => Url, { nullable: true, description: 'Its logo; null removes it.' })
  logoUrl?: string | null;

  @Field(() => OrganizationSettingsInputType, { nullable: true, description: 'Settings to change.' })
  settings?: OrganizationSettingsInputType | null;
}

const works = (check: () => unknown) => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};
const isTimeZone = (zone: string) => works(() => new Intl.DateTimeFormat('en', { timeZone: zone }));
const isLocale = (locale: string) => works(() => new Intl.Locale(locale));
const line = (most: number) => singleLine({ most, mayBeEmpty: true }).nullish();

const billingSchema = z.object({
  legalName: line(200),
  address: severalLines({ most: 500, mayBeEmpty: true }).nullish(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Must be a two-letter country code in capitals.')
    .nullish(),
  taxId: line(50),
  email: emailSchema.nullish(),
});

export const updateOrganizationSchema = z.object({
  name: nameSchema.nullish(),
  logoUrl: z.string().nullish(),
  settings: z
    .object({
      currency: z.string().refine(isCurrency, 'Must be an ISO 4217 code.').nullish(),
      timeZone: z.string().refine(isTimeZone, 'Must be an IANA time zone.').nullish(),
      locale: z.string().refine(isLocale, 'Must be a BCP 47 language tag.').nullish(),
      holdMinutes: z.int().min(1, 'Must be at least 1.').max(120, 'Must be at most 120.').nullish(),
      supportEmail: emailSchema.nullish(),
      billing: billingSchema.nullish(),
    })
    .nullish(),
});
export type UpdateOrganization = z.infer<typeof updateOrganizationSchema>;
