import { Access, Arg, Ctx, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { TaxCategoryInput, TaxRulesInput } from './tax-rules.input.ts';
import { TaxCategoryType, TaxRulesType } from './tax-rules.type.ts';

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

  @Access('payments:read')
  @Query(() => [TaxCategoryType], {
    description: 'Which ticket types are taxed by a category, newest first, at most 1,000.',
  })
  taxCategories(@Ctx() { taxes }: PaymentsContext): Promise<TaxCategoryType[]> {
    return taxes.categories();
  }

  @Access('payments:write')
  @Mutation(() => [TaxCategoryType], {
    description: 'Says by which category ticket types are taxed from now on, and answers as taxCategories does.',
  })
  setTaxCategory(
    @Arg('input', () => TaxCategoryInput, { description: 'Ticket types and their category.' }) input: TaxCategoryInput,
    @Ctx() { taxes }: PaymentsContext,
  ): Promise<TaxCategoryType[]> {
    return taxes.setCategory(input);
  }
}
