import { Access, Arg, Ctx, ID, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { PromoCodeInput } from './promo-code.input.ts';
import { PromoCodeType } from './promo-code.type.ts';

@Resolver(() => PromoCodeType)
export class PromoCodeResolver {
  @Access('payments:read')
  @Query(() => [PromoCodeType], {
    description: 'The promo codes of the viewer’s organization, newest first, at most 500.',
  })
  promoCodes(
    @Arg('eventId', () => ID, { nullable: true, description: 'Only those that hold for this event.' })
    eventId: string | null,
    @Ctx() { promoCodes }: PaymentsContext,
  ): Promise<PromoCodeType[]> {
    return promoCodes.list(eventId ?? null);
  }

  @Access('payments:write')
  @Mutation(() => PromoCodeType, { description: 'Makes a promo code. PROMO_CODE_TAKEN if there is one of that name.' })
  createPromoCode(
    @Arg('input', () => PromoCodeInput, { description: 'The promo code.' }) input: PromoCodeInput,
    @Ctx() { promoCodes }: PaymentsContext,
  ): Promise<PromoCodeType> {
    return promoCodes.create(input);
  }

  @Access('payments:write')
  @Mutation(() => PromoCodeType, {
    description: 'Ends a promo code’s use. Orders that used it keep their price.',
  })
  deactivatePromoCode(
    @Arg('id', () => ID, { description: 'The promo code.' }) id: string,
    @Ctx() { promoCodes }: PaymentsContext,
  ): Promise<PromoCodeType> {
    return promoCodes.deactivate(id);
  }
}
