import {
  type AnyDomainEvent,
  BadUserInputError,
  DomainError,
  NotFoundError,
  newId,
  type SubgraphName,
  Viewer,
} from '@ticketbase/kernel';
import { applyOnce, Subgraph } from '@ticketbase/subgraph-kit';
import { createTestDatabase, fakeEndpoint, silentLogger } from '@ticketbase/testing';
import { Client } from 'minio';
import type { PaymentsConfig } from '../src/config.ts';
import { createServices } from '../src/context.ts';
import { paymentsDatabase } from '../src/database.ts';
import { openDownload } from '../src/download/open-download.ts';
import type { CheckAnswersInput, HoldTicketsInput, IssueTicketsInput } from '../src/generated/graphql.ts';
import { createPaymentsJobs } from '../src/jobs.ts';
import { assembleParts } from '../src/parts.ts';
import { paymentsSchema } from '../src/schema.ts';
import { Sweeps } from '../src/sweeps.ts';

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
class EventsSeam {
  readonly organizationId: string;
  readonly types = new Map<string, TicketType>();
  readonly holds = new Map<string, { eventId: string; items: { ticketTypeId: string; quantity: number }[] }>();
  readonly tickets = new Map<string, { ticketId: string; ticketTypeId: string; status: string }[]>();
  readonly faults = new Map<string, Error>();
  /** The ticket types that admit nobody. */
  readonly addOns = new Set<string>();
  /** Runs while answers are being judged. */
  whenAsked?: () => Promise<void>;
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
    issueTickets: ({ input }) => this.at('issueTickets', () => this.issue(input as never)),
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

  private hold(input: { holdId: string; eventId: string; items: { ticketTypeId: string; quantity: number }[] }) {
    const before = this.holds.get(input.holdId);
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
      return { ticketTypeId, name, quantity, unitPrice: { amount: price, currency } };
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
    return { ...this.describe(offer.holdId), expiresAt: offer.expiresAt > expiresAt ? offer.expiresAt : expiresAt };
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

type Action = (params: Record<string, unknown>) => unknown;

/** The seam to plugins: a manual method, and one that pays and refunds online. An action's value is its `data`. */
class PluginsSeam {
  readonly calls: { action: string; params: Record<string, unknown>; idempotencyKey: string | null }[] = [];
  readonly actions: Record<string, Action> = {
    'make-reference': ({ orderNumber }) => ({
      reference: `REF-${orderNumber}`,
      instructions: 'Transfer the amount.',
      nextAction: { type: 'NONE' },
    }),
    'start-card': () => ({ reference: 'pi_1', nextAction: { type: 'REDIRECT', url: 'https://pay.example/1' } }),
    'ask-card': () => ({ status: 'PENDING' }),
    'refund-card': () => ({ status: 'REFUNDED', externalId: 're_1' }),
  };

  readonly endpoint = fakeEndpoint('plugins', {
    paymentMethodsForService: () => [
      method('offline-payments:bank-transfer', 'make-reference', null, null),
      method('cards:card', 'start-card', 'ask-card', 'refund-card'),
    ],
    runPluginAction: async ({ action, params, idempotencyKey }) => {
      const call = { action: action as string, params: params as Record<string, unknown> };
      this.calls.push({ ...call, idempotencyKey: (idempotencyKey as string | null) ?? null });
      const data = await this.actions[call.action]!(call.params);
      if (data instanceof Error) return { ok: false, data: null, error: { code: data.message, message: 'No.' } };
      return { ok: true, data, error: null };
    },
  });
}

function method(id: string, startAction: string, confirmAction: string | null, refundAction: string | null) {
  const [pluginId, methodId] = id.split(':');
  return { id, pluginId, methodId, label: id, description: null, startAction, confirmAction, refundAction };
}

/** Fewer than the requests that tests make at once: none may wait for a second connection while it holds one. */
const CONNECTIONS = 3;

/** Payments on a database of its own, with seams in place of the subgraphs that it calls. */
export async function startPayments(overrides: Partial<PaymentsConfig> = {}) {
  const test = await createTestDatabase({ name: 'payments', ...paymentsDatabase, poolSize: CONNECTIONS });
  const organizationId = newId();
  const eventId = newId();
  const events = new EventsSeam(organizationId);
  const plugins = new PluginsSeam();
  const users = fakeEndpoint('users', {
    organizationForService: ({ id }) => ({ id, settings: { holdMinutes: 10 } }),
  });
  const endpoints: Partial<Record<SubgraphName, typeof users>> = {
    events: events.endpoint,
    plugins: plugins.endpoint,
    users,
  };
  const config: PaymentsConfig = {
    databaseUrl: test.url,
    databasePoolSize: CONNECTIONS,
    tokenSecret: 'a secret of at least thirty-two characters',
    holdMinutes: 10,
    cartsPerClient: 10,
    placesPerClient: 1_000_000,
    onlinePaymentMinutes: 30,
    manualPaymentHours: 168,
    returnUrl: 'http://localhost:4000/',
    publicUrl: 'http://localhost:4000',
    objectStorage: {
      endpoint: process.env.TEST_S3_ENDPOINT!,
      accessKey: process.env.TEST_S3_ACCESS_KEY!,
      secretKey: process.env.TEST_S3_SECRET_KEY!,
      bucket: 'payments-test',
      region: 'us-east-1',
    },
    sweepInterval: 1_000,
    ...overrides,
  };
  const { hostname, port } = new URL(config.objectStorage.endpoint);
  const { accessKey, secretKey, region } = config.objectStorage;
  const server = { endPoint: hostname, port: Number(port), useSSL: false, pathStyle: true };
  const storage = new Client({ ...server, accessKey, secretKey, region });
  const endpoint = (name: SubgraphName) => endpoints[name]!;
  const parts = assembleParts(config, test.database, { logger: silentLogger, endpoint });
  const jobs = createPaymentsJobs(parts.tokens);
  const subgraph = new Subgraph({
    schema: paymentsSchema,
    logger: silentLogger,
    createServices: request => createServices(parts, request),
    deliver: event => applyOnce(test.database, jobs, event),
    download: (token, signal) => openDownload(parts, token, signal),
  });

  /** The data of an operation; throws if it has errors. */
  async function ask(query: string, variables: Record<string, unknown> = {}, viewer = Viewer.anonymous) {
    const { data, errors } = await subgraph.execute({ query, variables, viewer, requestId: newId() });
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes.
    if (!errors) return data as any;
    throw Object.assign(new Error(errors[0]!.message), { extensions: errors[0]!.extensions });
  }

  /** The extensions of the error that an operation ends in. */
  async function refusal(query: string, variables: Record<string, unknown> = {}, viewer = Viewer.anonymous) {
    const { errors } = await subgraph.execute({ query, variables, viewer, requestId: newId() });
    return { code: undefined, ...errors?.[0]?.extensions } as { code?: string } & Record<string, unknown>;
  }

  const sql = <Row = Record<string, unknown>>(statement: string, values: unknown[] = []) =>
    test.database.forkTenant(null).execute<Row[]>(statement, values);

  const createCart = async (items: { ticketTypeId: string; quantity: number }[], more = {}) =>
    (await ask(CREATE_CART, { input: { eventId, items, ...more } })).createCart;
  const checkout = async (cartToken: string, more = {}, viewer = Viewer.anonymous) =>
    (await ask(CHECKOUT, { input: { ...BUYER, cartToken, idempotencyKey: newId(), ...more } }, viewer)).checkout;

  return {
    ...test,
    organizationId,
    eventId,
    events,
    plugins,
    parts,
    subgraph,
    ask,
    refusal,
    sql,
    sweep: () => new Sweeps(parts).sweep(),
    /** Names and payloads of what was recorded, oldest first. */
    recorded: async () =>
      (await sql<{ event: AnyDomainEvent }>('select event from outbox order by position')).map(row => row.event),
    /** As if the object storage had lost something. */
    loseObject: (key: string) => storage.removeObject(config.objectStorage.bucket, key),
    createCart,
    checkout,
    /** A placed order for new tickets. */
    async place({
      price = 1_000,
      quantity = 1,
      stock = 100,
      ...more
    }: { price?: number; quantity?: number; stock?: number } & Record<string, unknown> = {}) {
      const ticketTypeId = events.addType(eventId, price, stock);
      const cart = await createCart([{ ticketTypeId, quantity }]);
      const placed = await checkout(cart.token, { ...BANK, ...more });
      return { ...placed, ticketTypeId, cart, stock: () => events.types.get(ticketTypeId)!.stock };
    },
    /** Lets an order or cart be older than it is. */
    age: (table: 'orders' | 'cart', id: string) =>
      sql(
        `update ${table} set created_at = created_at - interval '30 days', expires_at = now() - interval '1 second' where id = ?`,
        [id],
      ),
  };
}
export type Payments = Awaited<ReturnType<typeof startPayments>>;

export const BUYER = { buyer: { name: 'Ada', email: 'ada@example.com' } };
export const BANK = { paymentMethod: 'offline-payments:bank-transfer' };
export const CARD = { paymentMethod: 'cards:card' };

export const CREATE_CART = `mutation ($input: CreateCartInput!) { createCart(input: $input) {
  id token eventId items { name quantity unitPrice { amount } total { amount } } promoCode
  subtotal { amount } discount { amount } fees { amount } tax { amount } total { amount currency } expiresAt
} }`;
const ORDER = `id number status closedReason paymentReference paymentInstructions expiresAt
  total { amount currency } paid { amount } refunded { amount } items { id quantity total { amount } }
  transactions { type amount { amount } note } refunds { status failure amount { amount } }`;
export const CHECKOUT = `mutation ($input: CheckoutInput!) { checkout(input: $input) {
  orderToken nextAction { type url pluginId } order { ${ORDER} } } }`;
export const BY_TOKEN = `query ($token: String!) { order(token: $token) { ${ORDER} } }`;
export const BY_ID = `query ($id: ID!) { order(id: $id) { ${ORDER} } }`;
export const PAY = `mutation ($id: ID!, $key: String!, $note: String) {
  recordManualPayment(orderId: $id, idempotencyKey: $key, note: $note) { ${ORDER} } }`;
export const CONFIRM = `mutation ($token: String!) { confirmPayment(orderToken: $token) { ${ORDER} } }`;
export const CANCEL = `mutation ($id: ID!) { cancelOrder(id: $id) { ${ORDER} } }`;
export const REFUND = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { ${ORDER} } }`;
