import { Access, Arg, Ctx, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { FeeRulesInput } from './fee-rules.input.ts';
import { FeeRulesType } from './fee-rules.type.ts';

@Resolver(() => FeeRulesType)
export class FeeRulesResolver {
  @Access('payments:read')
  @Query(() => FeeRulesType, { description: 'The fees of the viewer’s organization.' })
  feeRules(@Ctx() { fees }: PaymentsContext): Promise<FeeRulesType> {
    return fees.find();
  }

  @Access('payments:write')
  @Mutation(() => FeeRulesType, {
    description: 'Changes the fees of the viewer’s organization. Orders that exist keep what was computed for them.',
  })
  updateFees(
    @Arg('input', () => FeeRulesInput, { description: 'The rules from now on.' }) input: FeeRulesInput,
    @Ctx() { fees }: PaymentsContext,
  ): Promise<FeeRulesType> {
    return fees.update(input);
  }
}
