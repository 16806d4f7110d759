import type { Money } from '@ticketbase/kernel';
import type { Page } from '@ticketbase/subgraph-kit';
import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  ID,
  MoneyType,
  Mutation,
  Query,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { TransactionObject } from '../ledger/transaction.type.ts';
import { RefundType } from '../refund/refund.type.ts';
import { AnswerInput, CheckoutInput, OrderFilter } from './order.input.ts';
import { CheckoutResult, OrderConnection, OrderItemType, OrderType } from './order.type.ts';

const ORDER_ID = { description: 'The order.' };

@Resolver(() => OrderType)
export class OrderResolver {
  @Access('public')
  @Query(() => OrderType, {
    nullable: true,
    description: 'An order: by its token for whoever holds that; by its id for its organizer and its signed-in buyer.',
  })
  order(
    @Arg('id', () => ID, { nullable: true, description: 'The order’s id.' }) id: string | null,
    @Arg('token', () => String, { nullable: true, description: 'The order’s token, from checkout.' })
    token: string | null,
    @Ctx() { orders }: PaymentsContext,
  ): Promise<OrderType | null> {
    return orders.find({ id: id ?? null, token: token ?? null });
  }

  @Access('authenticated')
  @Query(() => OrderConnection, { description: 'What the viewer bought, newest first, from any organizer.' })
  myOrders(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { orders }: PaymentsContext,
  ): Promise<Page<OrderType>> {
    return orders.listOwn(page);
  }

  @Access('orders:read')
  @Query(() => OrderConnection, { description: 'The orders of the viewer’s organization, newest first.' })
  orders(
    @Arg('filter', () => OrderFilter, { nullable: true, description: 'Which orders.' }) filter: OrderFilter | null,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { orders }: PaymentsContext,
  ): Promise<Page<OrderType>> {
    return orders.list(filter ?? {}, page);
  }

  @Access('public')
  @Mutation(() => CheckoutResult, {
    description: 'Turns a cart into an order and starts its payment; a free order is confirmed at once.',
  })
  checkout(
    @Arg('input', () => CheckoutInput, { description: 'Cart, buyer and way to pay.' }) input: CheckoutInput,
    @Ctx() { checkout }: PaymentsContext,
  ): Promise<CheckoutResult> {
    return checkout.checkout(input);
  }

  @Access('public')
  @Mutation(() => OrderType, {
    description: 'Asks the payment plugin whether the money came, and confirms the order if it did.',
  })
  confirmPayment(
    @Arg('orderToken', () => String, { nullable: true, description: 'The order’s token, from checkout.' })
    orderToken: string | null,
    @Arg('orderId', () => ID, {
      nullable: true,
      description: 'Instead of the token, for those who may change the organization’s orders.',
    })
    orderId: string | null,
    @Ctx() { payments }: PaymentsContext,
  ): Promise<OrderType> {
    return payments.confirm({ token: orderToken ?? null, id: orderId ?? null });
  }

  @Access('orders:write')
  @Mutation(() => OrderType, {
    description:
      'Records that the organizer has the money in hand, and confirms the order. Also for an expired order, if there are tickets left.',
  })
  recordManualPayment(
    @Arg('orderId', () => ID, ORDER_ID) orderId: string,
    @Arg('note', () => String, { nullable: true, description: 'For the books, at most 500 characters.' })
    note: string | null,
    @Arg('idempotencyKey', () => String, {
      description: 'The same key and input return the first result. 1 to 200 characters.',
    })
    idempotencyKey: string,
    @Ctx() { payments }: PaymentsContext,
  ): Promise<OrderType> {
    return payments.recordManual({ orderId, note: note ?? null, idempotencyKey });
  }

  @Access('orders:write')
  @Mutation(() => OrderType, {
    description: 'Calls off an order that is not paid, and gives its tickets back. A paid one is refunded instead.',
  })
  cancelOrder(@Arg('id', () => ID, ORDER_ID) id: string, @Ctx() { cancellation }: PaymentsContext): Promise<OrderType> {
    return cancellation.cancel(id);
  }

  @Access('orders:write')
  @Mutation(() => Boolean, { description: 'Sends the buyer the order’s tickets once more.' })
  resendTickets(
    @Arg('orderId', () => ID, ORDER_ID) orderId: string,
    @Ctx() { orders }: PaymentsContext,
  ): Promise<boolean> {
    return orders.resendTickets(orderId);
  }

  @Access('public')
  @Mutation(() => OrderType, {
    description:
      'Replaces what was answered for a ticket, for whoever holds the order’s token, until the event begins: then ANSWERS_CLOSED.',
  })
  changeAnswers(
    @Arg('orderToken', () => String, { description: 'The order’s token, from checkout.' }) orderToken: string,
    @Arg('ticketId', () => ID, { description: 'The ticket, one of the order’s.' }) ticketId: string,
    @Arg('answers', () => [AnswerInput], { description: 'What is answered from now on.' }) given: AnswerInput[],
    @Ctx() { orders }: PaymentsContext,
  ): Promise<OrderType> {
    return orders.changeAnswers(orderToken, ticketId, given);
  }

  @FieldResolver(() => [OrderItemType], { description: 'What was bought.' })
  items(@Root() order: OrderType, @Ctx() { orders }: PaymentsContext): Promise<OrderItemType[]> {
    return orders.itemsOf(order.id);
  }

  @FieldResolver(() => [TransactionObject], { description: 'Money that moved for the order, oldest first.' })
  transactions(@Root() order: OrderType, @Ctx() { ledger }: PaymentsContext): Promise<TransactionObject[]> {
    return ledger.transactionsOf(order);
  }

  @FieldResolver(() => MoneyType, { description: 'What was paid: the sum of its payments.' })
  paid(@Root() order: OrderType, @Ctx() { ledger }: PaymentsContext): Promise<Money> {
    return ledger.paidOf(order);
  }

  @FieldResolver(() => MoneyType, { description: 'What was given back: the sum of its refunds.' })
  refunded(@Root() order: OrderType, @Ctx() { ledger }: PaymentsContext): Promise<Money> {
    return ledger.refundedOf(order);
  }

  @FieldResolver(() => [RefundType], { description: 'What was given back and what is on its way, oldest first.' })
  refunds(@Root() order: OrderType, @Ctx() { refunds }: PaymentsContext): Promise<RefundType[]> {
    return refunds.refundsOf(order.id);
  }
}
