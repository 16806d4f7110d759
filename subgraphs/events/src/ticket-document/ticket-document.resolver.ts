import { Access, Arg, Ctx, Directive, Field, ID, InputType, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { TicketAttachments, TicketDocument, TicketDocumentFormat } from './ticket-document.type.ts';

@Directive('@inaccessible')
@InputType('AttachedTicketInput', { description: 'A ticket that a mail is about.' })
export class AttachedTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  id!: string;

  @Field(() => String, { description: 'Its code as the mail has it: with another, it is not attached.' })
  code!: string;
}

@Resolver()
export class TicketDocumentResolver {
  @Access('public')
  @Query(() => TicketDocument, {
    nullable: true,
    description:
      'Tickets of one event as a file, made for whoever has their codes; null if this installation does not make that form.',
  })
  ticketDocument(
    @Arg('codes', () => [String], {
      description: 'The codes of the tickets, or the texts of their QR codes: 1 to 20, and only one for WALLET.',
    })
    codes: string[],
    @Arg('format', () => TicketDocumentFormat, { description: 'What kind of file.' }) format: TicketDocumentFormat,
    @Ctx() { ticketDocuments }: EventsContext,
  ) {
    return ticketDocuments.document(codes, format);
  }

  @Access('service')
  @Query(() => TicketAttachments, {
    description: 'Tickets as files for a mail to their holder; without files if there are more than 20.',
  })
  ticketAttachmentsForService(
    @Arg('tickets', () => [AttachedTicketInput], { description: 'The tickets.' }) tickets: AttachedTicketInput[],
    @Ctx() { ticketDocuments }: EventsContext,
  ) {
    return ticketDocuments.attachments(tickets);
  }
}
