import { Access, Arg, Ctx, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { OrderFilter } from '../order/order.input.ts';
import { ExportedListType } from './export.type.ts';

@Resolver()
export class ExportResolver {
  @Access('orders:read')
  @Mutation(() => ExportedListType, {
    description:
      'Makes a link to the orders of the viewer’s organization as a CSV file. It is good once, within a minute, for whoever has it.',
  })
  exportOrders(
    @Arg('filter', () => OrderFilter, { nullable: true, description: 'Which orders, as `orders` lists them.' })
    filter: OrderFilter | null,
    @Arg('byteOrderMark', () => Boolean, {
      nullable: true,
      description: 'Whether the file begins with a mark by which some spreadsheets know UTF-8; true if absent.',
    })
    byteOrderMark: boolean | null,
    @Ctx() { exports }: PaymentsContext,
  ): Promise<ExportedListType> {
    return exports.orders(filter ?? {}, byteOrderMark ?? true);
  }
}
