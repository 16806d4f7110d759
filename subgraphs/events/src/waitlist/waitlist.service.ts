import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, hashSecret, isId, NotFoundError, newId, newSecret } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import { type Event, EventEntity } from '../event/event.entity.ts';
import { canView } from '../event/event.policy.ts';
import type { EventService } from '../event/event.service.ts';
import { QuantityNotAllowedError } from '../hold/hold.errors.ts';
import { isEventOnSale, isTypeOnSale, isTypeOpen } from '../hold/sales.policy.ts';
import type { StockService } from '../hold/stock.service.ts';
import { availableOf, lockStock, stockFreed } from '../hold/stock.ts';
import type { RequestScope } from '../request-scope.ts';
import { type TicketType, TicketTypeEntity } from '../ticket-type/ticket-type.entity.ts';
import { countAttempt, mayTell } from './attempt-limit.ts';
import { endEntries, tellOfEnd } from './settle-waitlists.ts';
import {
  WaitlistEntity,
  type WaitlistEntry,
  WaitlistEntryEntity,
  WaitlistEntryStatus,
  WaitlistTokenEntity,
} from './waitlist.entity.ts';
import { TicketsAvailableError, WaitlistClosedError } from './waitlist.errors.ts';
import { type JoinWaitlistInput, joinWaitlistInput } from './waitlist.input.ts';

const allTenants = { filters: { tenant: false } } as const;
/** A second attempt to join by the same address is told about by mail, but not more often than this (milliseconds). */
const TOLD_EVERY = 86_400_000;
/** Someone may be made an offer in the moment in which they leave. */
const ATTEMPTS_TO_LEAVE = 3;

type Values = ReturnType<typeof joinWaitlistInput.parse>;

/** What a person sees of their own place. */
export interface SeenPlace extends WaitlistEntry {
  readonly ahead: number | null;
}

/** Places on waitlists, for the people whose they are: a link's secret is the permission. */
export class WaitlistService {
  private readonly scope: RequestScope;
  private readonly events: EventService;
  private readonly stock: StockService;
  private readonly address: string | undefined;

  /** `address` is where the request came from, if that is known. */
  constructor(
    scope: RequestScope,
    { events, stock }: { readonly events: EventService; readonly stock: StockService },
    address: string | undefined,
  ) {
    this.scope = scope;
    this.events = events;
    this.stock = stock;
    this.address = address;
  }

  private readonly isEnabled = new DataLoader<string, boolean>(async eventIds => {
    const found = await this.scope.em.find(WaitlistEntity, { eventId: { $in: [...eventIds] } }, allTenants);
    const enabled = new Set(found.filter(list => list.enabled).map(list => list.eventId));
    return eventIds.map(id => enabled.has(id));
  });

  /** Whether one can join the waitlist for a ticket type now, which the viewer was found to see. */
  async isOpen(type: TicketType): Promise<boolean> {
    if (!(await this.isEnabled.load(type.eventId))) return false;
    if (!canWaitFor(await this.events.of(type), type, new Date())) return false;
    return availableOf(type, await this.stock.ofEvent(type.eventId)) < type.minPerOrder;
  }

  /**
   * Puts someone in line for a sold-out ticket type. The answer is the same whether or not the address waits already,
   * so that nobody learns who does: what there is to know goes to the address, which nobody has confirmed to be theirs.
   * So these mails have no word of who asked, and a mailbox gets a few of them a day; who gets none has their place.
   * Throws NOT_FOUND, BAD_USER_INPUT, QUANTITY_NOT_ALLOWED, WAITLIST_CLOSED, TICKETS_AVAILABLE, TOO_MANY_WAITLIST_ATTEMPTS.
   */
  async join(input: JoinWaitlistInput): Promise<true> {
    const values = parseInput(joinWaitlistInput, input);
    await countAttempt(this.scope.em, this.address);
    const { event, type } = await this.wanted(values);
    await this.scope.em.transactional(async tx => {
      // Held before the stock, in the order of all locks: entries refer to the event.
      await tx.execute('select 1 from event where id = ? for key share', [event.id]);
      const stock = await lockStock(tx, event.id);
      const current = await tx.findOne(TicketTypeEntity, { id: type.id }, { ...allTenants, refresh: true });
      if (!stock || !current) throw new NotFoundError('The ticket type');
      const available = availableOf(current, stock);
      if (available >= current.minPerOrder) throw new TicketsAvailableError(available);
      const waits = await this.waitsAlready(tx, type.id, values.email);
      if (waits) await this.remind(tx, event, type, waits);
      else await this.append(tx, event, type, values);
    });
    this.scope.em.clear();
    return true;
  }

  /** The place that a link's secret opens; null for any other text. */
  async place(token: string): Promise<SeenPlace | null> {
    const entry = await this.byToken(token);
    if (!entry) return null;
    const status = isLapsed(entry) ? WaitlistEntryStatus.LAPSED : entry.status;
    const ahead = status === WaitlistEntryStatus.WAITING ? await this.ahead(entry) : null;
    return { ...entry, status, ahead };
  }

  /** Gives a place up, and with it an offer that was not taken. True also if it was given up before. Throws NOT_FOUND. */
  async leave(token: string): Promise<true> {
    for (let attempt = 0; attempt < ATTEMPTS_TO_LEAVE; attempt += 1) {
      const entry = await this.byToken(token);
      if (!entry) throw new NotFoundError('The place on the waitlist');
      if (!isOpen(entry)) return true;
      await this.scope.em.transactional(tx =>
        endEntries(tx, entry.eventId, 'n.id = ?', [entry.id], {
          status: 'LEFT',
          tell: entries => tellOfEnd(tx, 'waitlist.left', entries, {}, this.scope),
        }),
      );
      this.scope.em.clear();
    }
    return true;
  }

  private async byToken(token: string): Promise<WaitlistEntry | null> {
    const known = await this.scope.em.findOne(WaitlistTokenEntity, { tokenHash: hashSecret(token) });
    return known && this.scope.em.findOne(WaitlistEntryEntity, { id: known.entryId }, { ...allTenants, refresh: true });
  }

  private async ahead({ eventId, ticketTypeId, place }: WaitlistEntry): Promise<number> {
    const [row] = await this.scope.em.execute<{ ahead: number }[]>(
      `select count(*)::int as ahead from waitlist_entry
        where event_id = ? and status = 'WAITING' and place < ? and ticket_type_id = ?`,
      [eventId, place, ticketTypeId],
    );
    return row!.ahead;
  }

  /** What someone wants to wait for, if the event's waitlist takes anyone. */
  private async wanted({ ticketTypeId, accessCode, quantity }: Values): Promise<{ event: Event; type: TicketType }> {
    const { em, viewer } = this.scope;
    const type = isId(ticketTypeId) ? await em.findOne(TicketTypeEntity, { id: ticketTypeId }, allTenants) : null;
    const event = type && (await em.findOne(EventEntity, { id: type.eventId }, allTenants));
    if (!type || !event || !canView(viewer, event) || !isTypeOpen(type, accessCode)) {
      throw new NotFoundError('The ticket type');
    }
    const list = await em.findOne(WaitlistEntity, { eventId: event.id }, allTenants);
    if (!list?.enabled || !canWaitFor(event, type, new Date())) throw new WaitlistClosedError();
    if (quantity < type.minPerOrder || quantity > type.maxPerOrder) {
      throw new QuantityNotAllowedError(type.id, type.minPerOrder, type.maxPerOrder);
    }
    return { event, type };
  }

  private async waitsAlready(tx: EntityManager, ticketTypeId: string, email: string) {
    const [entry] = await tx.execute<{ id: string; name: string; email: string; told_at: Date }[]>(
      `select id, name, email, told_at from waitlist_entry
        where ticket_type_id = ? and lower(email) = lower(?) and status in ('WAITING', 'OFFERED')`,
      [ticketTypeId, email],
    );
    return entry;
  }

  private async append(tx: EntityManager, event: Event, type: TicketType, values: Values): Promise<void> {
    const [counted] = await tx.execute<{ place: number }[]>(
      `update event_stock set waiting = waiting + 1, waitlisted = waitlisted + 1 where event_id = ?
       returning waitlisted as place`,
      [event.id],
    );
    const now = new Date();
    const { name, email, quantity } = values;
    const entry = {
      ...{ id: newId(), organizationId: event.organizationId, eventId: event.id, ticketTypeId: type.id },
      ...{ place: counted!.place, name, email, quantity, acceptFewer: values.acceptFewer ?? true },
      ...{ status: WaitlistEntryStatus.WAITING, holdId: null, offered: null, offerExpiresAt: null },
      ...{ toldAt: now, joinedAt: now, endedAt: null },
    };
    await tx.insert(WaitlistEntryEntity, entry);
    if (await mayTell(tx, email)) await this.mail(tx, 'waitlist.joined', event, type, { ...entry, quantity });
    else await this.record(tx, 'waitlist.joined', event, type, { ...entry, told: false });
    // Fewer may be free than an order takes, and enough together with those who wait for the same.
    await stockFreed(tx, event.id);
  }

  /** They asked again: the answer goes to the address alone, with a new link to the place they have. */
  private async remind(
    tx: EntityManager,
    event: Event,
    type: TicketType,
    entry: { id: string; name: string; email: string; told_at: Date },
  ): Promise<void> {
    if (new Date(entry.told_at).getTime() > Date.now() - TOLD_EVERY) return;
    if (!(await mayTell(tx, entry.email))) return;
    await tx.execute('update waitlist_entry set told_at = now() where id = ?', [entry.id]);
    await this.mail(tx, 'waitlist.joined_again', event, type, entry);
  }

  /** Tells the address, with a new link to the place. */
  private async mail(
    tx: EntityManager,
    name: 'waitlist.joined' | 'waitlist.joined_again',
    event: Event,
    type: TicketType,
    entry: { id: string; name: string; email: string; quantity?: number },
  ): Promise<void> {
    const waitlistToken = newSecret();
    await tx.execute('insert into waitlist_token (token_hash, entry_id) values (?, ?)', [
      hashSecret(waitlistToken),
      entry.id,
    ]);
    await this.record(tx, name, event, type, { ...entry, waitlistToken });
  }

  private async record(
    tx: EntityManager,
    eventName: 'waitlist.joined' | 'waitlist.joined_again',
    { id: eventId, organizationId, title, slug }: Event,
    { id: ticketTypeId, name: ticketTypeName }: TicketType,
    {
      id: entryId,
      name,
      email,
      quantity,
      ...link
    }: { id: string; name: string; email: string; quantity?: number; waitlistToken?: string; told?: false },
  ): Promise<void> {
    const about = { entryId, eventId, title, slug, ticketTypeId, ticketTypeName, name, email };
    const payload = eventName === 'waitlist.joined' ? { ...about, quantity, ...link } : { ...about, ...link };
    await recordEvents(tx, domainEvent(eventName, payload as never, { ...this.scope, organizationId }));
  }
}

/** Add-ons are chosen with a ticket, so nobody waits for one alone. */
const canWaitFor = (event: Event, type: TicketType, now: Date): boolean =>
  type.kind === 'ADMISSION' && isEventOnSale(event, now) && isTypeOnSale(type, now);

const isOpen = (entry: WaitlistEntry) =>
  entry.status === WaitlistEntryStatus.WAITING || (entry.status === WaitlistEntryStatus.OFFERED && !isLapsed(entry));

const isLapsed = ({ status, offerExpiresAt }: WaitlistEntry) =>
  status === WaitlistEntryStatus.OFFERED && offerExpiresAt !== null && offerExpiresAt <= new Date();
