import type { Page } from '@ticketbase/subgraph-kit';
import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { OrderType } from '../order/order.type.ts';
import { InvoiceSettingsInput } from './invoice.input.ts';
import { InvoiceAttachmentType, InvoiceConnection, InvoiceSettingsType, InvoiceType } from './invoice.type.ts';

@Resolver(() => OrderType)
export class InvoiceResolver {
  @Access('orders:read')
  @Query(() => InvoiceConnection, {
    description: 'The invoices and credit notes of the viewer’s organization, newest first.',
  })
  invoices(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { invoices }: PaymentsContext,
  ): Promise<Page<InvoiceType>> {
    return invoices.list(page);
  }

  @Access('orders:write')
  @Mutation(() => [InvoiceType], {
    description: 'Issues the invoice of a confirmed order that has none, and answers with the order’s documents.',
  })
  issueInvoice(
    @Arg('orderId', () => ID, { description: 'The order.' }) orderId: string,
    @Ctx() { invoices }: PaymentsContext,
  ): Promise<InvoiceType[]> {
    return invoices.issue(orderId);
  }

  @Access('payments:read')
  @Query(() => InvoiceSettingsType, { description: 'What invoices of the viewer’s organization say of it.' })
  invoiceSettings(@Ctx() { invoices }: PaymentsContext): Promise<InvoiceSettingsType> {
    return invoices.settings();
  }

  @Access('payments:write')
  @Mutation(() => InvoiceSettingsType, {
    description: 'Changes what invoices say of the viewer’s organization; those that were issued stay as they are.',
  })
  updateInvoiceSettings(
    @Arg('input', () => InvoiceSettingsInput, { description: 'The settings from now on.' })
    input: InvoiceSettingsInput,
    @Ctx() { invoices }: PaymentsContext,
  ): Promise<InvoiceSettingsType> {
    return invoices.updateSettings(input);
  }

  @Access('service')
  @Query(() => [InvoiceAttachmentType], {
    description: 'Documents of an order for the mails of it; those that are due are issued first.',
  })
  invoiceAttachmentsForService(
    @Arg('orderId', () => ID, { description: 'The order.' }) orderId: string,
    @Arg('of', () => ID, {
      nullable: true,
      description: 'The refund or the change whose documents are wanted; the order’s invoices if absent.',
    })
    of: string | null,
    @Ctx() { invoices }: PaymentsContext,
  ): Promise<InvoiceAttachmentType[]> {
    return invoices.attachments(orderId, of ?? null);
  }

  @Scoped('orders:read')
  @FieldResolver(() => [InvoiceType], { name: 'invoices', description: 'Its invoices and credit notes, oldest first.' })
  invoicesOfOrder(@Root() order: OrderType, @Ctx() { invoices }: PaymentsContext): Promise<InvoiceType[]> {
    return invoices.invoicesOf(order.id);
  }
}
