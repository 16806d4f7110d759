import { Field, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { TaxMode } from './tax-rules.type.ts';

@InputType('TaxRateInput', { description: 'One named rate of tax.' })
export class TaxRateInput {
  @Field(() => String, { description: 'The name on receipts, 1 to 60 characters.' })
  name!: string;

  @Field(() => Int, { description: 'The rate in basis points, 0 to 10,000: 1,900 is 19 %.' })
  basisPoints!: number;
}

@InputType('TaxRulesInput', { description: 'How taxes are to be computed from now on; orders that exist keep theirs.' })
export class TaxRulesInput {
  @Field(() => TaxMode, { description: 'How taxes stand to prices.' })
  mode!: TaxMode;

  @Field(() => [TaxRateInput], { description: 'The rates, at most 10, together at most 10,000 basis points.' })
  rates!: TaxRateInput[];
}

export const taxRulesInput = z.object({
  mode: z.enum(TaxMode),
  rates: z
    .array(z.object({ name: z.string().trim().min(1).max(60), basisPoints: z.int().min(0).max(10_000) }))
    .max(10)
    .refine(rates => rates.reduce((sum, rate) => sum + rate.basisPoints, 0) <= 10_000, {
      error: 'The rates together must not exceed 10,000 basis points.',
    })
    .refine(rates => new Set(rates.map(rate => rate.name)).size === rates.length, {
      error: 'Each rate needs a name of its own.',
    }),
});
