import { Access, Arg, Ctx, ID, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { OrderType } from '../order/order.type.ts';
import { RefundOrderInput, SettleRefundInput } from './refund.input.ts';
import { RefundPreviewType } from './refund.type.ts';

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

  @Access('orders:refund')
  @Query(() => RefundPreviewType, {
    description: 'What refundOrder would give back for the same input; its key and reason do not matter.',
  })
  refundPreview(
    @Arg('input', () => RefundOrderInput, { description: 'What to give back.' }) input: RefundOrderInput,
    @Ctx() { refunds }: PaymentsContext,
  ): Promise<RefundPreviewType> {
    return refunds.preview(input);
  }

  @Access('orders:refund')
  @Mutation(() => OrderType, {
    description: 'Ends a pending refund that the payment plugin has not settled, as given back by hand or not at all.',
  })
  settleRefund(
    @Arg('input', () => SettleRefundInput, { description: 'Which refund, and how it ended.' }) input: SettleRefundInput,
    @Ctx() { refunds }: PaymentsContext,
  ): Promise<OrderType> {
    return refunds.settle(input);
  }

  @Access('orders:refund')
  @Mutation(() => OrderType, { description: 'Asks the payment plugin once more for a pending refund.' })
  retryRefund(
    @Arg('refundId', () => ID, { description: 'The refund.' }) refundId: string,
    @Ctx() { refunds }: PaymentsContext,
  ): Promise<OrderType> {
    return refunds.retry(refundId);
  }
}
