import { CommandClient, type CommandContext, RemoteError, type SubgraphServices } from '@ticketbase/subgraph-kit';
import type {
  ChangeAnswersForOrderMutationVariables,
  CheckAnswersInput,
  ExchangeTicketInput,
  HoldTicketsInput,
  IssueTicketsInput,
  RenameAttendeeInput,
  VoidTicketsInput,
} from '../generated/graphql.ts';
import {
  type AuditedHold,
  type AuditedTicket,
  type CheckedAnswers,
  changeAnswersForOrder,
  checkAnswers,
  exchangeTicket,
  extendHold,
  type HeldLine,
  holdsForAudit,
  holdTickets,
  type IssuedTicket,
  issueTickets,
  releaseHold,
  renameAttendee,
  type SaleFacts,
  type StockFault,
  saleFactsForService,
  stockFaultsForService,
  type TicketHold,
  takeWaitlistOffer,
  ticketsForAudit,
  voidTickets,
  type WaitlistOffer,
} from './events.graphql.ts';
import {
  type PluginActionResult,
  type PluginPaymentMethod,
  paymentMethodsForService,
  type RunPluginActionVariables,
  runPluginAction,
} from './plugins.graphql.ts';
import { organizationForService } from './users.graphql.ts';

/** Tickets that events makes void in one call. */
const MOST_TICKETS = 1_000;

/** Of a ticket's statuses, events takes only these two for a reason. */
type VoidInput = VoidTicketsInput & { readonly status: 'CANCELLED' | 'REFUNDED' };

/** What payments asks of events, plugins and users. Every call is idempotent and throws RemoteError or SERVICE_UNAVAILABLE. */
export class Commands {
  private readonly services: Pick<SubgraphServices, 'endpoint'>;

  constructor(services: Pick<SubgraphServices, 'endpoint'>) {
    this.services = services;
  }

  async holdTickets(input: HoldTicketsInput, context: CommandContext): Promise<TicketHold> {
    return (await this.events().call(holdTickets, { input }, context)).holdTickets;
  }

  async extendHold(
    holdId: string,
    expiresAt: Date,
    context: CommandContext,
  ): Promise<{ readonly lines: readonly HeldLine[] }> {
    const variables = { holdId, expiresAt: expiresAt.toISOString() };
    return (await this.events().call(extendHold, variables, context)).extendHold;
  }

  /** The hold of an offer of the waitlist, from now on a cart's; kept until `expiresAt` at least. */
  async takeWaitlistOffer(token: string, expiresAt: Date, context: CommandContext): Promise<WaitlistOffer> {
    const variables = { token, expiresAt: expiresAt.toISOString() };
    return (await this.events().call(takeWaitlistOffer, variables, context)).takeWaitlistOffer;
  }

  async releaseHold(holdId: string, context: CommandContext): Promise<void> {
    await this.events().call(releaseHold, { holdId }, context);
  }

  async issueTickets(input: IssueTicketsInput, context: CommandContext): Promise<IssuedTicket[]> {
    return (await this.events().call(issueTickets, { input }, context)).issueTickets;
  }

  /** Throws RemoteError BAD_USER_INPUT with paths that begin with `input.attendees`. */
  async checkAnswers(input: CheckAnswersInput, context: CommandContext): Promise<CheckedAnswers[]> {
    return (await this.events().call(checkAnswers, { input }, context)).checkAnswers;
  }

  async changeAnswers(variables: ChangeAnswersForOrderMutationVariables, context: CommandContext): Promise<void> {
    await this.events().call(changeAnswersForOrder, variables, context);
  }

  async voidTickets(input: VoidInput, context: CommandContext): Promise<void> {
    const { ticketIds, ...rest } = input;
    for (let start = 0; start < ticketIds.length; start += MOST_TICKETS) {
      const part = { ...rest, ticketIds: ticketIds.slice(start, start + MOST_TICKETS) };
      await this.events().call(voidTickets, { input: part }, context);
    }
  }

  /** What an event is called, where it takes place, and what its tickets cost now. */
  async saleFacts(eventId: string, context: CommandContext): Promise<SaleFacts> {
    return (await this.events().call(saleFactsForService, { eventId }, context)).saleFactsForService;
  }

  /** Makes a ticket another type's, once per change; it has a new code, which is null if it is not the buyer's to know. */
  async exchangeTicket(
    input: ExchangeTicketInput,
    context: CommandContext,
  ): Promise<{ readonly code?: string | null }> {
    return (await this.events().call(exchangeTicket, { input }, context)).exchangeTicket;
  }

  async renameAttendee(input: RenameAttendeeInput, context: CommandContext): Promise<void> {
    await this.events().call(renameAttendee, { input }, context);
  }

  /** Where stock, holds, tickets and check-ins of the context's organization disagree within events. */
  async stockFaults(context: CommandContext): Promise<StockFault[]> {
    return (await this.events().call(stockFaultsForService, {}, context)).stockFaultsForService;
  }

  /** Tickets of the context's organization, in the order of their ids. */
  async ticketsForAudit(after: string | null, first: number, context: CommandContext): Promise<AuditedTicket[]> {
    return (await this.events().call(ticketsForAudit, { after, first }, context)).ticketsForAudit;
  }

  /** Holds that keep tickets and are older than some seconds, in the order of their ids; of all tenants without one. */
  async holdsForAudit(
    variables: { after: string | null; first: number; minimumAge: number },
    context: CommandContext,
  ): Promise<AuditedHold[]> {
    return (await this.events().call(holdsForAudit, variables, context)).holdsForAudit;
  }

  async paymentMethods(context: CommandContext): Promise<PluginPaymentMethod[]> {
    return (await this.plugins().call(paymentMethodsForService, {}, context)).paymentMethodsForService;
  }

  async runPluginAction(variables: RunPluginActionVariables, context: CommandContext): Promise<PluginActionResult> {
    return (await this.plugins().call(runPluginAction, variables, context)).runPluginAction;
  }

  /** Minutes for which the organization's carts hold tickets; null if the organization is unknown. */
  async holdMinutes(organizationId: string, context: CommandContext): Promise<number | null> {
    const found = await this.users().call(organizationForService, { id: organizationId }, context);
    return found.organizationForService?.settings.holdMinutes ?? null;
  }

  private events(): CommandClient {
    return new CommandClient(this.services.endpoint('events'), 'payments');
  }

  private plugins(): CommandClient {
    return new CommandClient(this.services.endpoint('plugins'), 'payments');
  }

  private users(): CommandClient {
    return new CommandClient(this.services.endpoint('users'), 'payments');
  }
}

/** Faults between the parts of the platform: they say nothing about what was asked for. */
const UNDECIDED = new Set([
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
  'GRAPHQL_VALIDATION_FAILED',
  'UNSIGNED_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'IDEMPOTENCY_KEY_IN_USE',
]);

/**
 * True if another subgraph considered the call and said no. Anything else (a fault, no answer) leaves open whether the
 * call had an effect, so it is made again with the same key rather than undone.
 */
export const isRefusal = (error: unknown): error is RemoteError =>
  error instanceof RemoteError && !UNDECIDED.has(error.code);
