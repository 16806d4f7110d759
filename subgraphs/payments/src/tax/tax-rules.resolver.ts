import { Access, Arg, Ctx, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { TaxRulesInput } from './tax-rules.input.ts';
import { TaxRulesType } from './tax-rules.type.ts';

@Resolver(() => TaxRulesType)
export class TaxRulesResolver {
  @Access('payments:read')
  @Query(() => TaxRulesType, { description: 'The taxes of the viewer’s organization.' })
  taxRules(@Ctx() { taxes }: PaymentsContext): Promise<TaxRulesType> {
    return taxes.find();
  }

  @Access('payments:write')
  @Mutation(() => TaxRulesType, {
    description: 'Changes the taxes of the viewer’s organization. Orders that exist keep what was computed for them.',
  })
  updateTaxRules(
    @Arg('input', () => TaxRulesInput, { description: 'The rules from now on.' }) input: TaxRulesInput,
    @Ctx() { taxes }: PaymentsContext,
  ): Promise<TaxRulesType> {
    return taxes.update(input);
  }
}
