import { BadUserInputError, DomainError, NotFoundError, newId } from '@ticketbase/kernel';
import { fakeEndpoint } from '@ticketbase/testing';
import type { CheckAnswersInput, HoldTicketsInput, IssueTicketsInput } from '../src/generated/graphql.ts';

class InsufficientTickets extends DomainError {
  static readonly code = 'INSUFFICIENT_TICKETS';
  static readonly summary = 'As events refuses.';
}

class TicketNotValid extends DomainError {
  static readonly code = 'TICKET_NOT_VALID';
  static readonly summary = 'As events refuses.';
}

interface TicketType {
  name: string;
  price: number;
  currency: string;
  stock: number;
  eventId: string;
}

/** The seam to events: stock, holds and tickets in memory. `fault` is thrown by the next call of a command. */
export class EventsSeam {
  readonly organizationId: string;
  readonly types = new Map<string, TicketType>();
  readonly holds = new Map<string, { eventId: string; items: { ticketTypeId: string; quantity: number }[] }>();
  readonly tickets = new Map<string, { ticketId: string; ticketTypeId: string; status: string }[]>();
  readonly faults = new Map<string, Error>();
  /** What opens the ticket types that are hidden. */
  readonly hidden = new Map<string, string>();
  /** The ticket types that admit nobody. */
  readonly addOns = new Set<string>();
  /** Runs while answers are being judged. */
  whenAsked?: () => Promise<void>;
  /** Runs while tickets are being issued. */
  whenIssuing?: () => Promise<void>;
  readonly changedAnswers: Record<string, unknown>[] = [];
  /** Whose guess at an access code each hold was last told to be. */
  readonly triedBy = new Map<string, string | null | undefined>();
  /** What was asked to be issued, order by order. */
  readonly issued = new Map<string, IssueTicketsInput>();

  constructor(organizationId: string) {
    this.organizationId = organizationId;
  }

  addType(eventId: string, price: number, stock = 100, currency = 'EUR'): string {
    const id = newId();
    this.types.set(id, { name: `Type ${this.types.size + 1}`, price, currency, stock, eventId });
    return id;
  }

  readonly endpoint = fakeEndpoint('events', {
    holdTickets: ({ input }) => {
      const { holdId, client } = input as HoldTicketsInput;
      this.triedBy.set(holdId, client);
      return this.at('holdTickets', () => this.hold(input as never));
    },
    extendHold: ({ holdId }) => this.at('extendHold', () => this.describe(holdId as string)),
    takeWaitlistOffer: ({ token, expiresAt }) =>
      this.at('takeWaitlistOffer', () => this.offer(token as string, expiresAt as string)),
    releaseHold: ({ holdId }) => this.at('releaseHold', () => this.release(holdId as string)),
    issueTickets: async ({ input }) => {
      await this.whenIssuing?.();
      return this.at('issueTickets', () => this.issue(input as never));
    },
    checkAnswers: async ({ input }) => {
      await this.whenAsked?.();
      return this.at('checkAnswers', () => this.checkAnswers(input as never));
    },
    changeAnswersForOrder: variables => this.changedAnswers.push(variables) > 0,
    voidTickets: ({ input }) => this.at('voidTickets', () => this.void(input as never)),
    saleFactsForService: ({ eventId }, { viewer }) =>
      this.at('saleFactsForService', () => {
        if (viewer.organizationId !== this.organizationId) throw new NotFoundError('The event');
        return this.facts(eventId as string);
      }),
    exchangeTicket: ({ input }) => this.at('exchangeTicket', () => this.exchange(input as never)),
    renameAttendee: ({ input }) => this.at('renameAttendee', () => this.rename(input as never)),
    stockFaultsForService: () => [],
    ticketsForAudit: ({ after }) => this.auditTickets((after as string | null) ?? ''),
    holdsForAudit: ({ after }) => this.auditHolds((after as string | null) ?? ''),
  });

  private auditTickets(after: string) {
    const all = [...this.tickets].flatMap(([orderId, tickets]) => tickets.map(ticket => ({ ...ticket, orderId })));
    return all
      .map(({ ticketId: id, status, ...ticket }) => ({ ...ticket, id, good: status === 'VALID' }))
      .filter(({ id }) => id > after)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private auditHolds(after: string) {
    const { organizationId } = this;
    return [...this.holds]
      .map(([id, { items }]) => ({ id, organizationId, expiresAt: new Date(), lines: items }))
      .filter(({ id }) => id > after)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private at<T>(command: string, work: () => T): T {
    const fault = this.faults.get(command);
    this.faults.delete(command);
    if (fault) throw fault;
    return work();
  }

  private hold(input: HoldTicketsInput) {
    const before = this.holds.get(input.holdId);
    const isOpen = (code: string | undefined) => !code || code === input.accessCode?.toUpperCase();
    if (!input.items.every(item => isOpen(this.hidden.get(item.ticketTypeId)))) throw new BadUserInputError([]);
    this.release(input.holdId);
    for (const { ticketTypeId, quantity } of input.items) {
      const type = this.types.get(ticketTypeId);
      if (type?.eventId !== input.eventId) throw new NotFoundError('The ticket type');
      if (type.stock < quantity) {
        if (before) this.take(input.holdId, before);
        throw new InsufficientTickets('Not enough.', { details: { ticketTypeId, available: type.stock } });
      }
    }
    this.take(input.holdId, { eventId: input.eventId, items: input.items });
    return this.describe(input.holdId);
  }

  private take(id: string, hold: { eventId: string; items: { ticketTypeId: string; quantity: number }[] }) {
    for (const item of hold.items) this.types.get(item.ticketTypeId)!.stock -= item.quantity;
    this.holds.set(id, hold);
  }

  private describe(id: string) {
    const hold = this.holds.get(id);
    if (!hold) throw new NotFoundError('The hold');
    const lines = hold.items.map(({ ticketTypeId, quantity }) => {
      const { name, price, currency } = this.types.get(ticketTypeId)!;
      const hidden = this.hidden.has(ticketTypeId);
      return { ticketTypeId, name, quantity, hidden, unitPrice: { amount: price, currency } };
    });
    return { id, eventId: hold.eventId, organizationId: this.organizationId, lines };
  }

  /** Kept, so that a late payment can take the same tickets again. */
  private readonly released = new Map<
    string,
    { eventId: string; items: { ticketTypeId: string; quantity: number }[] }
  >();

  private release(id: string): boolean {
    const hold = this.holds.get(id);
    if (!hold) return true;
    for (const item of hold.items) this.types.get(item.ticketTypeId)!.stock += item.quantity;
    this.holds.delete(id);
    this.released.set(id, hold);
    return true;
  }

  private issue(input: IssueTicketsInput) {
    const { orderId, holdId } = input;
    this.issued.set(orderId, input);
    if (!this.tickets.has(orderId)) {
      const hold = this.holds.get(holdId) ?? this.released.get(holdId);
      if (!hold) throw new NotFoundError('The hold');
      if (!this.holds.has(holdId)) {
        if (hold.items.some(item => this.types.get(item.ticketTypeId)!.stock < item.quantity)) {
          throw new InsufficientTickets('Not enough.');
        }
        this.take(holdId, hold);
      }
      this.holds.delete(holdId);
      const made = hold.items.flatMap(({ ticketTypeId, quantity }) =>
        Array.from({ length: quantity }, () => ({ ticketId: newId(), ticketTypeId, status: 'VALID' })),
      );
      this.tickets.set(orderId, made);
    }
    return this.tickets.get(orderId)!.map(({ ticketId, ticketTypeId }) => ({
      ticketId,
      code: `CODE-${ticketId.slice(-12)}`,
      ticketTypeId,
      ticketTypeName: this.types.get(ticketTypeId)!.name,
      admits: !this.addOns.has(ticketTypeId),
    }));
  }

  /** Where the events take place. */
  country: string | null = 'DE';
  readonly exchanges = new Set<string>();
  /** Tickets that went to someone else. */
  readonly givenAway = new Set<string>();
  readonly names = new Map<string, string>();

  private facts(eventId: string) {
    const ticketTypes = [...this.types]
      .filter(([, type]) => type.eventId === eventId)
      .map(([id, { name, price, currency }]) => ({ id, name, unitPrice: { amount: price, currency } }));
    const when = { startsAt: '2027-05-01T18:00:00.000Z', timeZone: 'Europe/Berlin' };
    return { eventId, title: 'Spring concert', ...when, country: this.country, ticketTypes };
  }

  /** Offers of the waitlist by their tokens: holds that no cart asked for. */
  readonly offers = new Map<string, { holdId: string; expiresAt: string }>();

  private offer(token: string, expiresAt: string) {
    const offer = this.offers.get(token);
    if (!offer) throw new NotFoundError('The offer');
    const hold = this.describe(offer.holdId);
    const opened = hold.lines.find(({ hidden }) => hidden)?.ticketTypeId;
    const accessCode = opened === undefined ? null : this.hidden.get(opened)!;
    return { ...hold, accessCode, expiresAt: offer.expiresAt > expiresAt ? offer.expiresAt : expiresAt };
  }

  private exchange(input: { changeId: string; orderId: string; ticketId: string; ticketTypeId: string }) {
    const ticket = this.tickets.get(input.orderId)?.find(candidate => candidate.ticketId === input.ticketId);
    const to = this.types.get(input.ticketTypeId);
    if (!ticket || !to) throw new NotFoundError('The ticket');
    if (!this.exchanges.has(input.changeId)) {
      if (ticket.status !== 'VALID') throw new TicketNotValid('Void.');
      const held = this.holds.delete(input.changeId);
      if (!held && to.stock < 1) throw new InsufficientTickets('Not enough.');
      if (!held) to.stock -= 1;
      this.types.get(ticket.ticketTypeId)!.stock += 1;
      ticket.ticketTypeId = input.ticketTypeId;
      this.exchanges.add(input.changeId);
    }
    const { ticketId, ticketTypeId } = ticket;
    const code = this.givenAway.has(ticketId) ? null : `CODE-${ticketId.slice(-12)}`;
    return { ticketId, code, ticketTypeId, ticketTypeName: to.name };
  }

  private rename({ orderId, ticketId, name }: { orderId: string; ticketId: string; name: string }): boolean {
    if (!this.tickets.get(orderId)?.some(ticket => ticket.ticketId === ticketId)) throw new NotFoundError('The ticket');
    this.names.set(ticketId, name);
    return true;
  }

  /** What the events seam asks of each ticket: one question, required, of the types named here. */
  readonly asking = new Map<string, string>();

  /** As events judges: paths are its own business, tested there; here they only have to arrive. */
  private checkAnswers({ tickets, attendees }: CheckAnswersInput) {
    const issues = attendees.flatMap(({ ticketTypeId, answers }, index) => {
      const question = this.asking.get(ticketTypeId);
      const place = answers.findIndex(answer => answer.questionId === question);
      if (!question || answers[place]?.values[0]) return [];
      return [{ path: `input.attendees.${index}.answers.${place}`, message: 'Must be answered.' }];
    });
    const unnamed = tickets.filter(({ ticketTypeId, quantity }) => {
      const named = attendees.filter(attendee => attendee.ticketTypeId === ticketTypeId).length;
      return this.asking.has(ticketTypeId) && named < quantity;
    });
    if (unnamed.length > 0) issues.push({ path: 'input.attendees', message: 'Answer for each.' });
    if (issues.length > 0) throw new BadUserInputError(issues);
    return attendees.map(({ answers }) => ({
      answers: answers.map(answer => ({ ...answer, kind: 'SHORT_TEXT', label: 'As it was asked' })),
    }));
  }

  private void({ orderId, ticketIds, status }: { orderId: string; ticketIds: string[]; status: string }) {
    const chosen = (this.tickets.get(orderId) ?? []).filter(ticket => ticketIds.includes(ticket.ticketId));
    for (const ticket of chosen.filter(candidate => candidate.status === 'VALID')) {
      ticket.status = status;
      this.types.get(ticket.ticketTypeId)!.stock += 1;
    }
    return chosen.length;
  }
}
