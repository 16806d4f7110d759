import { domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { type Page, paginate, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import type { Event } from '../event/event.entity.ts';
import { canViewInside } from '../event/event.policy.ts';
import { lockEvent } from '../event/lock-event.ts';
import { changeStock, lockStock, stockFreed } from '../hold/stock.ts';
import type { RequestScope } from '../request-scope.ts';
import { OPEN_END } from './offer-places.ts';
import { endEntries, tellOfEnd } from './settle-waitlists.ts';
import { type Waitlist, WaitlistEntity, type WaitlistEntry, WaitlistEntryEntity } from './waitlist.entity.ts';
import {
  type UpdateWaitlistInput,
  updateWaitlistInput,
  type WaitlistFilter,
  waitlistFilter,
} from './waitlist.input.ts';
import type { WaitlistObject } from './waitlist.type.ts';

const allTenants = { filters: { tenant: false } } as const;
/** For how long offers stand unless the organizer says otherwise. */
const OFFER_MINUTES = 12 * 60;

type Counted = Omit<WaitlistObject, 'enabled' | 'offerMinutes'>;

/** The waitlists of the viewer's organization. */
export class WaitlistAdminService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly byEvent = new DataLoader<string, Waitlist | null>(async ids => {
    const where = { eventId: { $in: [...ids] } };
    const found = await this.scope.em.find(WaitlistEntity, where, { ...allTenants, refresh: true });
    const byId = new Map(found.map(list => [list.eventId, list]));
    return ids.map(id => byId.get(id) ?? null);
  });

  private readonly figures = new DataLoader<string, Counted>(async ids => {
    const found = await this.scope.em.execute<(Counted & { id: string })[]>(
      `select event_id as id, count(*) filter (where status = 'WAITING')::int as waiting,
              coalesce(sum(quantity) filter (where status = 'WAITING'), 0)::int as "waitingTickets",
              count(*) filter (where status = 'OFFERED' and offer_expires_at > now())::int as offered,
              count(*) filter (where status = 'TAKEN')::int as taken
         from waitlist_entry
        where organization_id = ? and event_id = any(array(select jsonb_array_elements_text(?::jsonb)::uuid))
        group by event_id`,
      [this.scope.viewer.requireOrganization(), JSON.stringify(ids)],
    );
    const byId = new Map(found.map(({ id, ...counted }) => [id, counted]));
    return ids.map(id => byId.get(id) ?? { waiting: 0, waitingTickets: 0, offered: 0, taken: 0 });
  });

  /** The rules and figures of an event's waitlist; null for viewers outside the organization. */
  async ofEvent(event: Event): Promise<WaitlistObject | null> {
    if (!canViewInside(this.scope.viewer, event)) return null;
    const [list, figures] = await Promise.all([this.byEvent.load(event.id), this.figures.load(event.id)]);
    return { enabled: list?.enabled ?? false, offerMinutes: list?.offerMinutes ?? OFFER_MINUTES, ...figures };
  }

  /** Who waits and waited for an event of the organization's, in order. Throws BAD_USER_INPUT. */
  async entries(
    eventId: string,
    given: WaitlistFilter | null | undefined,
    args: ConnectionArgs,
  ): Promise<Page<WaitlistEntry>> {
    const filter = parseInput(waitlistFilter, given, 'filter');
    // No event has this id: the list of an unknown event is empty, as is that of another tenant's.
    const where = {
      eventId: isId(eventId) ? eventId : '00000000-0000-0000-0000-000000000000',
      ...(filter?.ticketTypeId ? { ticketTypeId: filter.ticketTypeId } : {}),
      ...(filter?.status ? { status: filter.status } : {}),
    };
    return paginate(this.scope.em, WaitlistEntryEntity, args, { where, orderBy: { place: 'asc' } });
  }

  /**
   * Switches the waitlist of an event on or off, or changes for how long offers stand; offers that were made stay as
   * they are. Returns the event's id. Throws NOT_FOUND, BAD_USER_INPUT.
   */
  async update(eventId: string, input: UpdateWaitlistInput): Promise<string> {
    const values = parseInput(updateWaitlistInput, input);
    await this.scope.em.transactional(async tx => {
      const event = await lockEvent(tx, eventId);
      await lockStock(tx, event.id);
      const before = await tx.findOne(WaitlistEntity, { eventId: event.id }, { refresh: true });
      const enabled = values.enabled ?? before?.enabled ?? false;
      const offerMinutes = values.offerMinutes ?? before?.offerMinutes ?? OFFER_MINUTES;
      const changed = [
        ...((before?.enabled ?? false) === enabled ? [] : ['enabled']),
        ...((before?.offerMinutes ?? OFFER_MINUTES) === offerMinutes ? [] : ['offerMinutes']),
      ];
      if (changed.length === 0) return;
      await tx.execute(
        `insert into waitlist (event_id, organization_id, enabled, offer_minutes, updated_at) values (?, ?, ?, ?, now())
         on conflict (event_id) do update set enabled = excluded.enabled, offer_minutes = excluded.offer_minutes, updated_at = now()`,
        [event.id, event.organizationId, enabled, offerMinutes],
      );
      const { id, title, slug, organizationId } = event;
      const payload = { eventId: id, title, slug, changed, enabled, offerMinutes };
      await recordEvents(tx, domainEvent('waitlist.updated', payload, { ...this.scope, organizationId }));
      if (enabled) await stockFreed(tx, event.id);
      else await this.giveBackSetAside(tx, event.id);
    });
    this.scope.em.clear();
    this.byEvent.clear(eventId);
    this.figures.clear(eventId);
    return eventId;
  }

  /** Takes someone off the list, and an offer back that they did not take. Throws NOT_FOUND. */
  async remove(id: string): Promise<WaitlistEntry> {
    const { em } = this.scope;
    const entry = isId(id) ? await em.findOne(WaitlistEntryEntity, { id }) : null;
    if (!entry) throw new NotFoundError('The entry of the waitlist');
    const { organizationId } = entry;
    await em.transactional(tx =>
      endEntries(tx, entry.eventId, 'n.id = ? and n.organization_id = ?', [id, organizationId], {
        status: 'REMOVED',
        tell: entries => tellOfEnd(tx, 'waitlist.removed', entries, {}, this.scope),
      }),
    );
    em.clear();
    return em.findOneOrFail(WaitlistEntryEntity, { id }, { refresh: true });
  }

  /** While no offers are made, nothing is set aside for those who insist on more; they keep their places. */
  private async giveBackSetAside(tx: RequestScope['em'], eventId: string): Promise<void> {
    const freed = await tx.execute<{ ticketTypeId: string; quantity: number }[]>(
      `with freed as (
         update hold h set status = 'RELEASED' from waitlist_entry n
          where n.hold_id = h.id and n.event_id = ? and n.status = 'WAITING' and h.status = 'ACTIVE'
            and h.expires_at = '${OPEN_END}'
         returning h.id),
       gone as (update waitlist_entry set hold_id = null where hold_id in (select id from freed))
       select l.ticket_type_id as "ticketTypeId", sum(l.quantity)::int as quantity
         from hold_line l join freed f on f.id = l.hold_id group by l.ticket_type_id`,
      [eventId],
    );
    const changes = freed.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, held: -quantity, sold: 0 }));
    await changeStock(tx, eventId, changes);
  }
}
