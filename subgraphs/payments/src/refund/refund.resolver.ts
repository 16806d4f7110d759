import { Access, Arg, Ctx, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { OrderType } from '../order/order.type.ts';
import { RefundOrderInput } from './refund.input.ts';

@Resolver()
export class RefundResolver {
  @Access('orders:refund')
  @Mutation(() => OrderType, {
    description:
      'Gives money back, through the payment plugin if it can and else recorded as given back by hand. Never more than was paid.',
  })
  refundOrder(
    @Arg('input', () => RefundOrderInput, { description: 'What to give back.' }) input: RefundOrderInput,
    @Ctx() { refunds }: PaymentsContext,
  ): Promise<OrderType> {
    return refunds.refundOrder(input);
  }
}
