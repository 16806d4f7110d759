import { BadUserInputError, hashSecret, isId, NotFoundError } from '@ticketbase/kernel';
import { BackgroundPace, type Driver } from '@ticketbase/subgraph-kit';
import type { WalletConfig } from '../config.ts';
import type { RequestScope } from '../request-scope.ts';
import { TicketStatus } from '../ticket/ticket.entity.ts';
import { admits } from '../ticket/ticket.policy.ts';
import type { SeenTicket, TicketService } from '../ticket/ticket.service.ts';
import { calendarOf } from './calendar.ts';
import { readTicketFacts, type UnsignedFacts } from './read-ticket-facts.ts';
import { type TicketAttachments, type TicketDocument, TicketDocumentFormat } from './ticket-document.type.ts';
import type { TicketFacts } from './ticket-facts.ts';
import type { TicketFiles } from './ticket-files.ts';
import { drawTickets } from './ticket-pdf.ts';
import { walletPass } from './wallet-pass.ts';

/** Pages of one document: drawing more would keep others waiting. */
const MOST_TICKETS = 20;
const LINK_SECONDS = 900;
/** Drawing for mails takes a third of the time at most: buyers who wait for an answer come first. */
const mailPace = new BackgroundPace(1 / 3);

const FORMS = {
  PDF: { type: 'application/pdf', extension: 'pdf' },
  CALENDAR: { type: 'text/calendar; charset=utf-8', extension: 'ics' },
  WALLET: { type: 'application/vnd.apple.pkpass', extension: 'pkpass' },
} as const;

/** Makes the files that tickets are kept in. */
export class TicketDocumentService {
  private readonly scope: RequestScope;
  private readonly tickets: TicketService;
  private readonly driver: Driver;
  private readonly files: TicketFiles;
  private readonly wallet: WalletConfig | undefined;

  constructor(
    scope: RequestScope,
    tickets: TicketService,
    parts: { readonly driver: Driver; readonly files: TicketFiles; readonly wallet: WalletConfig | undefined },
  ) {
    this.scope = scope;
    this.tickets = tickets;
    this.driver = parts.driver;
    this.files = parts.files;
    this.wallet = parts.wallet;
  }

  /** The forms that a ticket is to be had in; a voucher lets nobody in, so that it is in no calendar. */
  formats(admitsSomeone: boolean): TicketDocumentFormat[] {
    if (!admitsSomeone) return [TicketDocumentFormat.PDF];
    const formats: TicketDocumentFormat[] = [TicketDocumentFormat.PDF, TicketDocumentFormat.CALENDAR];
    return this.wallet ? [...formats, TicketDocumentFormat.WALLET] : formats;
  }

  /**
   * A file of tickets of one event, for whoever has their codes; null if this installation does not make that form.
   * Throws NOT_FOUND, BAD_USER_INPUT, SERVICE_UNAVAILABLE.
   */
  async document(codes: readonly string[], format: TicketDocumentFormat): Promise<TicketDocument | null> {
    const most = format === TicketDocumentFormat.WALLET ? 1 : MOST_TICKETS;
    if (codes.length < 1 || codes.length > most) {
      throw new BadUserInputError([{ path: 'codes', message: `Must have 1 to ${most} entries.` }]);
    }
    const held = await Promise.all(codes.map(code => this.tickets.findByCode(code)));
    const tickets = held.flatMap(ticket => (ticket && admits(asHolder(ticket), ticket.status) ? [ticket] : []));
    if (tickets.length < codes.length) throw new NotFoundError('The ticket');
    if (new Set(tickets.map(ticket => ticket.eventId)).size > 1) {
      throw new BadUserInputError([{ path: 'codes', message: 'Must be of tickets of one event.' }]);
    }
    const facts = await this.factsOf(tickets);
    const bytes = await this.make(facts, format);
    return bytes && this.publish(facts, format, bytes);
  }

  /**
   * The good tickets of those named as files for a mail; none if there are more than 20.
   */
  async attachments(
    tickets: ReadonlyArray<{ readonly id: string; readonly code: string }>,
  ): Promise<TicketAttachments> {
    const organizationId = this.scope.viewer.requireOrganization();
    const ids = tickets.map(ticket => ticket.id).filter(isId);
    const codes = new Set(tickets.map(ticket => ticket.code));
    // Whoever is written to had these codes; one that a transfer made void is another person's now.
    const theirs = (await readTicketFacts(this.driver, organizationId, ids)).filter(
      ({ code, status }) => codes.has(code) && (status === TicketStatus.VALID || status === TicketStatus.USED),
    );
    if (theirs.length === 0 || theirs.length > MOST_TICKETS) return { pdf: null, calendar: null };
    const facts = await this.signed(theirs);
    const pdf = await mailPace.run(() => drawTickets(facts));
    return { pdf: pdf.toString('base64'), calendar: calendarOf(facts[0]!.event) };
  }

  private async make(facts: readonly TicketFacts[], format: TicketDocumentFormat): Promise<Buffer | null> {
    switch (format) {
      case TicketDocumentFormat.PDF:
        return drawTickets(facts);
      case TicketDocumentFormat.CALENDAR:
        return Buffer.from(calendarOf(facts[0]!.event));
      case TicketDocumentFormat.WALLET:
        return this.wallet ? walletPass(facts[0]!, this.wallet) : null;
    }
  }

  private async publish(
    facts: readonly TicketFacts[],
    format: TicketDocumentFormat,
    bytes: Buffer,
  ): Promise<TicketDocument> {
    const { type, extension } = FORMS[format];
    const [{ event }] = facts as [TicketFacts];
    const names = facts.map(({ ticketId, serial }) => `${ticketId}-${serial}`);
    // Of exactly these tickets: a link to a file must not lead to somebody's who holds others together with one of them.
    const name = names.length === 1 ? names[0] : `${names.length}-${hashSecret(names.join())}`;
    // Made anew each time, in the place of the one before: what it says may have changed.
    const fileName = `${facts.length === 1 ? 'ticket' : 'tickets'}.${extension}`;
    const key = await this.files.keep(`${event.id}-${name}.${extension}`, bytes, { type, fileName });
    const url = await this.files.link(key, LINK_SECONDS);
    return { url, fileName, expiresAt: new Date(Date.now() + LINK_SECONDS * 1_000) };
  }

  /** Those of one event. */
  private async factsOf(tickets: readonly SeenTicket[]): Promise<TicketFacts[]> {
    const ids = tickets.map(ticket => ticket.id);
    const facts = await readTicketFacts(this.driver, tickets[0]!.organizationId, ids);
    const byId = new Map(facts.map(each => [each.ticketId, each]));
    return this.signed(ids.map(id => byId.get(id)!));
  }

  private signed(facts: readonly UnsignedFacts[]): Promise<TicketFacts[]> {
    return Promise.all(
      facts.map(async ({ admits, status: _, ...ticket }) => {
        const { ticketId: id, ticketTypeId, serial, event } = ticket;
        const { id: eventId, organizationId } = event;
        const signing = { id, ticketTypeId, serial, eventId, organizationId };
        return { ...ticket, qr: admits ? await this.tickets.qrPayload(signing) : null };
      }),
    );
  }
}

/** Staff who have the code hold the ticket by it, as anyone does. */
const asHolder = ({ access }: SeenTicket) => (access === 'door' ? 'bearer' : access);
