import { CurrencyCode, Directive, Field, ID, Int, KeepFor, ObjectType, Url } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('BillingDetails', { description: 'What invoices and receipts say about the organization.' })
export class BillingDetailsType {
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

@ObjectType('OrganizationSettings', { description: 'How an organization sells.' })
export class OrganizationSettingsType {
  @Field(() => CurrencyCode, { description: 'The currency of new ticket types.' })
  currency!: string;

  @Field(() => String, { description: 'IANA time zone of new events, e.g. Europe/Berlin.' })
  timeZone!: string;

  @Field(() => String, { description: 'BCP 47 language tag for mails and amounts, e.g. de-DE.' })
  locale!: string;

  @Field(() => Int, { description: 'Minutes for which a cart holds its tickets, 1 to 120.' })
  holdMinutes!: number;

  @Field(() => String, { nullable: true, description: 'Where buyers turn to with questions.' })
  supportEmail?: string | null;

  @Field(() => BillingDetailsType, { description: 'What invoices and receipts say.' })
  billing!: BillingDetailsType;
}

@KeepFor(60)
@Directive('@key(fields: "id")')
@ObjectType('Organization', { description: 'Who organizes events: a tenant of the platform.' })
export class OrganizationType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its part of public addresses; unique.' })
  slug!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => Url, { nullable: true, description: 'Its logo.' })
  logoUrl?: string | null;
}
