import { Field, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { FeePayer } from './fee-rules.type.ts';

@InputType('FeeRulesInput', { description: 'How fees are to be computed from now on; orders that exist keep theirs.' })
export class FeeRulesInput {
  @Field(() => Int, { description: 'Share of the price after discount in basis points, 0 to 5,000: 250 is 2.5 %.' })
  basisPoints!: number;

  @Field(() => Int, { description: 'Added for every ticket that costs something, in minor units; 0 to 100,000.' })
  fixedPerTicket!: number;

  @Field(() => FeePayer, { description: 'Who pays the fees.' })
  payer!: FeePayer;
}

export const feeRulesInput = z.object({
  basisPoints: z.int().min(0).max(5_000),
  fixedPerTicket: z.int().min(0).max(100_000),
  payer: z.enum(FeePayer),
});
