import { DateTime, Field, ID, Int, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

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
}

@ObjectType('TaxRules', { description: 'How taxes are computed for an organization’s orders.' })
export class TaxRulesType {
  @Field(() => ID, { description: 'The organization’s id.' })
  id!: string;

  @Field(() => TaxMode, { description: 'How taxes stand to prices.' })
  mode!: TaxMode;

  @Field(() => [TaxRateType], { description: 'The rates; all of them apply to tickets and to fees that buyers pay.' })
  rates!: TaxRateType[];

  @Field(() => DateTime, { nullable: true, description: 'When the rules last changed; null if never.' })
  updatedAt?: Date | null;
}
