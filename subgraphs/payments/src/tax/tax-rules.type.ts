import type { Money } from '@ticketbase/kernel';
import { DateTime, Field, ID, Int, MoneyType, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { TicketTypeStub } from '../foreign/ticket-type.stub.ts';

/** How taxes stand to prices. */
export enum TaxMode {
  INCLUSIVE = 'INCLUSIVE',
  EXCLUSIVE = 'EXCLUSIVE',
}
registerEnumType(TaxMode, {
  name: 'TaxMode',
  description: 'How taxes stand to prices.',
  valuesConfig: {
    INCLUSIVE: { description: 'Prices contain the tax; it is shown, not added.' },
    EXCLUSIVE: { description: 'The tax is added to prices.' },
  },
});

@ObjectType('TaxRate', { description: 'One named rate of tax.' })
export class TaxRateType {
  @Field(() => String, { description: 'The name on receipts, e.g. VAT.' })
  name!: string;

  @Field(() => Int, { description: 'The rate in basis points: 1,900 is 19 %.' })
  basisPoints!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Only for events in this country, as ISO 3166-1 alpha-2; anywhere if null.',
  })
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only for ticket types of this tax category; any if null.',
  })
  category?: string | null;
}

@ObjectType('LineTax', { description: 'The tax of one rate.' })
export class LineTaxType {
  @Field(() => String, { description: 'The rate’s name, e.g. VAT.' })
  name!: string;

  @Field(() => Int, { description: 'The rate in basis points: 1,900 is 19 %.' })
  basisPoints!: number;

  @Field(() => MoneyType, { description: 'How much.' })
  amount!: Money;
}

@ObjectType('TaxCategory', { description: 'By which category a ticket type is taxed.' })
export class TaxCategoryType {
  @Field(() => TicketTypeStub, { description: 'The ticket type.' })
  ticketType!: TicketTypeStub;

  @Field(() => String, { description: 'The category, as rates name it.' })
  category!: string;
}

@ObjectType('TaxRules', { description: 'How taxes are computed for an organization’s orders.' })
export class TaxRulesType {
  @Field(() => ID, { description: 'The organization’s id.' })
  id!: string;

  @Field(() => TaxMode, { description: 'How taxes stand to prices.' })
  mode!: TaxMode;

  @Field(() => [TaxRateType], {
    description:
      'The rates, for tickets and for fees that buyers pay. Of those whose country and category fit, whose country fits, whose category fits, and of all others, the first that there are apply, all together.',
  })
  rates!: TaxRateType[];

  @Field(() => DateTime, { nullable: true, description: 'When the rules last changed; null if never.' })
  updatedAt?: Date | null;
}
