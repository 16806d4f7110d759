import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, NotFoundError } from '@ticketbase/kernel';
import type { Event } from '../event/event.entity.ts';
import { moverByClock } from '../event/wall-time.ts';
import { lockStock, stockFreed } from '../hold/stock.ts';
import type { RequestScope } from '../request-scope.ts';
import { newTicketType } from '../ticket-type/new-ticket-type.ts';
import { type TicketType, TicketTypeEntity, TicketTypeKind } from '../ticket-type/ticket-type.entity.ts';
import { QuantityBelowSoldError } from '../ticket-type/ticket-type.errors.ts';
import { lockDates } from './lock-dates.ts';
import { type ChangedDate, recordSeriesUpdate } from './record-series-update.ts';
import { KeptReason, type SeriesScope } from './series.type.ts';
import type { Kept, SeriesChange } from './series-editing.service.ts';

/** What a ticket type of another date takes over. Add-ons stay with the groups of their date. */
const SHARED = [
  ...(['description', 'priceAmount', 'quantity', 'minPerOrder', 'maxPerOrder'] as const),
  ...(['salesStartAt', 'salesEndAt', 'hidden', 'accessCode', 'sortOrder'] as const),
];

export interface ShareOptions {
  readonly scope: SeriesScope;
  /** True to change also what was changed by hand. */
  readonly overwrite: boolean;
}

/** Gives the dates of a series the ticket types of one of them. */
export class SeriesOfferService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /**
   * Makes the ticket types of the same name of other dates like this one, and adds it where there is none. What was changed
   * of one date alone stays as it is, and is told of. All is changed, or nothing.
   * Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_IN_SERIES, QUANTITY_BELOW_SOLD.
   */
  async share(ticketTypeId: string, { scope, overwrite }: ShareOptions): Promise<SeriesChange> {
    const result = await this.scope.em.transactional(async tx => {
      const seen = isId(ticketTypeId) ? await tx.findOne(TicketTypeEntity, { id: ticketTypeId }) : null;
      if (!seen) throw new NotFoundError('The ticket type');
      const { series, anchor, dates } = await lockDates(tx, seen.eventId, scope);
      const type = await tx.findOne(TicketTypeEntity, { id: seen.id }, { refresh: true });
      if (!type) throw new NotFoundError('The ticket type');
      if (type.kind !== TicketTypeKind.ADMISSION)
        throw new BadUserInputError([{ path: 'ticketTypeId', message: 'Add-ons belong to the groups of their date.' }]);
      const changed: ChangedDate[] = [];
      const kept: Kept[] = [];
      for (const event of dates.filter(date => date.id !== anchor.id)) {
        const { fields, keeps } = await this.shareWith(tx, event, { type, anchor, overwrite });
        if (keeps.length > 0) kept.push({ event, reason: KeptReason.CHANGED_BY_HAND, fields: keeps, code: null });
        event.seriesChanged = event.seriesChanged.filter(field => !fields.includes(field));
        if (fields.length > 0) changed.push({ event, changed: fields });
      }
      if (changed.length > 0) await recordSeriesUpdate(tx, this.scope, series, changed);
      return { seriesId: series.id, changed: changed.map(({ event }) => event), kept };
    });
    this.scope.em.clear();
    return result;
  }

  private async shareWith(
    tx: EntityManager,
    event: Event,
    { type, anchor, overwrite }: { type: TicketType; anchor: Event; overwrite: boolean },
  ): Promise<{ fields: string[]; keeps: string[] }> {
    await lockStock(tx, event.id);
    const move = moverByClock(anchor.startsAt, event.startsAt, event.timeZone);
    const like = newTicketType(event, {
      ...type,
      price: type.priceAmount,
      salesStartAt: move(type.salesStartAt),
      salesEndAt: move(type.salesEndAt),
    });
    const name = `ticketTypes.${type.name}`;
    const mayChange = (field: string) => overwrite || !event.seriesChanged.includes(field);
    const own = await tx.findOne(TicketTypeEntity, { eventId: event.id, name: type.name }, { refresh: true });
    if (!own) {
      // Someone deleted it of this date.
      if (!mayChange(name)) return { fields: [], keeps: [name] };
      await tx.insert(TicketTypeEntity, like);
      return { fields: [name], keeps: [] };
    }
    const differing = SHARED.filter(field => JSON.stringify(like[field]) !== JSON.stringify(own[field]));
    const taken = differing.filter(field => mayChange(pathOf(name, field)));
    if (taken.includes('quantity') && like.quantity < own.sold + own.held)
      throw new QuantityBelowSoldError(own.sold, own.held, event.id);
    if (taken.length > 0) {
      const values = Object.fromEntries(taken.map(field => [field, like[field]]));
      await tx.nativeUpdate(TicketTypeEntity, { id: own.id }, { ...values, updatedAt: new Date() });
      if (taken.includes('quantity') && like.quantity > own.quantity) await stockFreed(tx, event.id);
    }
    const paths = (fields: readonly (typeof SHARED)[number][]) => fields.map(field => pathOf(name, field));
    return { fields: paths(taken), keeps: paths(differing.filter(field => !taken.includes(field))) };
  }
}

/** As revisions name it: the price is a price to clients. */
const pathOf = (name: string, field: string): string => `${name}.${field === 'priceAmount' ? 'price' : field}`;
