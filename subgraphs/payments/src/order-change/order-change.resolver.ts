import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { OrderType } from '../order/order.type.ts';
import {
  ChangeTicketTypeInput,
  OrderRulesInput,
  RenameTicketInput,
  TicketTypeChangeInput,
} from './order-change.input.ts';
import { OrderChangeQuoteType, OrderChangeType, OrderRulesType } from './order-change.type.ts';

const CHANGE_ID = { description: 'The change.' };

@Resolver(() => OrderType)
export class OrderChangeResolver {
  @Access('orders:write')
  @Query(() => OrderChangeQuoteType, {
    description: 'What it costs to make a ticket another type’s, by today’s price and rules.',
  })
  orderChangeQuote(
    @Arg('input', () => TicketTypeChangeInput, { description: 'Which ticket, and which type.' })
    input: TicketTypeChangeInput,
    @Ctx() { orderChanges }: PaymentsContext,
  ): Promise<OrderChangeQuoteType> {
    return orderChanges.quote(input);
  }

  @Access('orders:write')
  @Mutation(() => OrderChangeType, {
    description:
      'Makes a ticket another type’s: at once if nothing is to be paid or the money is in hand, else once the buyer has paid the difference. One in the buyer’s favour is given back.',
  })
  changeTicketType(
    @Arg('input', () => ChangeTicketTypeInput, { description: 'What to change, and how it is paid.' })
    input: ChangeTicketTypeInput,
    @Ctx() { orderChanges }: PaymentsContext,
  ): Promise<OrderChangeType> {
    return orderChanges.change(input);
  }

  @Access('orders:write')
  @Mutation(() => OrderChangeType, { description: 'Calls off a change whose payment is awaited.' })
  cancelOrderChange(
    @Arg('id', () => ID, CHANGE_ID) id: string,
    @Ctx() { orderChanges }: PaymentsContext,
  ): Promise<OrderChangeType> {
    return orderChanges.cancel(id);
  }

  @Access('orders:write')
  @Mutation(() => OrderChangeType, {
    description: 'Records that the organizer has the difference of a change in hand, and makes the change.',
  })
  recordOrderChangePayment(
    @Arg('id', () => ID, CHANGE_ID) changeId: string,
    @Arg('note', () => String, { nullable: true, description: 'For the books, at most 500 characters.' })
    note: string | null,
    @Arg('idempotencyKey', () => String, {
      description: 'The same key and input return the first result. 1 to 200 characters.',
    })
    idempotencyKey: string,
    @Ctx() { orderChanges }: PaymentsContext,
  ): Promise<OrderChangeType> {
    return orderChanges.recordPayment({ changeId, note: note ?? null, idempotencyKey });
  }

  @Access('public')
  @Mutation(() => OrderType, {
    description: 'Changes the name on a ticket, for whoever holds the order’s token, where the organizer allows it.',
  })
  renameTicket(
    @Arg('input', () => RenameTicketInput, { description: 'The ticket and the name.' }) input: RenameTicketInput,
    @Ctx() { orderRules }: PaymentsContext,
  ): Promise<OrderType> {
    return orderRules.rename(input);
  }

  @Access('payments:read')
  @Query(() => OrderRulesType, { description: 'What buyers of the viewer’s organization may do with their orders.' })
  orderRules(@Ctx() { orderRules }: PaymentsContext): Promise<OrderRulesType> {
    return orderRules.find();
  }

  @Access('payments:write')
  @Mutation(() => OrderRulesType, { description: 'Changes what buyers may do with their orders.' })
  updateOrderRules(
    @Arg('input', () => OrderRulesInput, { description: 'The rules from now on.' }) input: OrderRulesInput,
    @Ctx() { orderRules }: PaymentsContext,
  ): Promise<OrderRulesType> {
    return orderRules.update(input);
  }

  @FieldResolver(() => [OrderChangeType], { description: 'Changes of its tickets’ types, oldest first.' })
  changes(@Root() order: OrderType, @Ctx() { orderChanges }: PaymentsContext): Promise<OrderChangeType[]> {
    return orderChanges.changesOf(order.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether renameTicket is allowed for it.' })
  mayRenameTickets(@Root() order: OrderType, @Ctx() { orderRules }: PaymentsContext): Promise<boolean> {
    return orderRules.mayRename(order);
  }
}
