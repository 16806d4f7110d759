import { isId, singleLine } from '@ticketbase/kernel';
import { Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { highestCombination, type TaxRate } from '../pricing/tax.ts';
import { TaxMode } from './tax-rules.type.ts';

@InputType('TaxRateInput', { description: 'One named rate of tax.' })
export class TaxRateInput {
  @Field(() => String, { description: 'The name on receipts, 1 to 60 characters.' })
  name!: string;

  @Field(() => Int, { description: 'The rate in basis points, 0 to 10,000: 1,900 is 19 %.' })
  basisPoints!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Only for events in this country, as ISO 3166-1 alpha-2, e.g. DE; anywhere if absent.',
  })
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only for ticket types of this tax category, 1 to 40 characters; any if absent.',
  })
  category?: string | null;
}

@InputType('TaxCategoryInput', { description: 'By which category ticket types are taxed.' })
export class TaxCategoryInput {
  @Field(() => [ID], { description: 'The ticket types, 1 to 100.' })
  ticketTypeIds!: string[];

  @Field(() => String, { nullable: true, description: 'The category, 1 to 40 characters; none if absent.' })
  category?: string | null;
}

@InputType('TaxRulesInput', { description: 'How taxes are to be computed from now on; orders that exist keep theirs.' })
export class TaxRulesInput {
  @Field(() => TaxMode, { description: 'How taxes stand to prices.' })
  mode!: TaxMode;

  @Field(() => [TaxRateInput], {
    description:
      'The rates, at most 50. Those of one country and category apply together, and are at most 10,000 basis points.',
  })
  rates!: TaxRateInput[];
}
const category = singleLine({ most: 40 });
const identityOf = ({ name, country, category }: TaxRate) => JSON.stringify([name, country ?? '', category ?? '']);

export const taxRulesInput = z.object({
  mode: z.enum(TaxMode),
  rates: z
    .array(
      z.object({
        name: singleLine({ most: 60 }),
        basisPoints: z.int().min(0).max(10_000),
        country: z
          .string()
          .regex(/^[A-Z]{2}$/, { error: 'Must be two capital letters, such as DE.' })
          .nullish(),
        category: category.nullish(),
      }),
    )
    .max(50)
    .refine(rates => highestCombination(rates) <= 10_000, {
      error: 'The rates together must not exceed 10,000 basis points.',
    })
    .refine(rates => new Set(rates.map(identityOf)).size === rates.length, {
      error: 'Each rate of a country and category needs a name of its own.',
    })
    // An absent condition is not stored: rates read back as they were written.
    .transform(rates =>
      rates.map(({ name, basisPoints, country, category }) => ({
        name,
        basisPoints,
        ...(country ? { country } : {}),
        ...(category ? { category } : {}),
      })),
    ),
});

export const taxCategoryInput = z.object({
  ticketTypeIds: z
    .array(z.string().refine(isId, { error: 'Is not an id.' }))
    .min(1)
    .max(100),
  category: category.nullish(),
});
