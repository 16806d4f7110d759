import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { domainEvent, isId, NotFoundError, newId, type Viewer } from '@ticketbase/kernel';
import { idempotent, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import { type PromoCode, PromoCodeEntity } from './promo-code.entity.ts';
import {
  PromoCodeExhaustedError,
  PromoCodeExpiredError,
  PromoCodeInvalidError,
  PromoCodeTakenError,
} from './promo-code.errors.ts';
import { type PromoCodeInput, promoCodeInput } from './promo-code.input.ts';
import { type PromoTarget, promoCodeState } from './promo-code.policy.ts';
import type { PromoCodeKind, PromoCodeType } from './promo-code.type.ts';
import type { PromoCodeAttempts } from './promo-code-attempts.ts';

const LONGEST_LIST = 500;

/** Promo codes: made by organizers, found by buyers who know their name. */
export class PromoCodeService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly requestId: string;
  private readonly attempts: PromoCodeAttempts;
  private readonly byId = new DataLoader<string, PromoCode | null>(ids => this.loadMany(ids));

  constructor(em: EntityManager, viewer: Viewer, requestId: string, attempts: PromoCodeAttempts) {
    this.attempts = attempts;
    this.em = em;
    this.viewer = viewer;
    this.requestId = requestId;
  }

  async list(eventId: string | null): Promise<PromoCodeType[]> {
    this.viewer.require('payments:read');
    if (eventId !== null && !isId(eventId)) return [];
    const where = eventId === null ? {} : { $or: [{ eventId }, { eventId: null }] };
    const options = { orderBy: { id: 'desc' }, limit: LONGEST_LIST, disableIdentityMap: true } as const;
    return (await this.em.find(PromoCodeEntity, where, options)).map(toType);
  }

  /** Throws BAD_USER_INPUT and PROMO_CODE_TAKEN. */
  async create(input: PromoCodeInput): Promise<PromoCodeType> {
    const organizationId = this.viewer.require('payments:write');
    const { idempotencyKey, ...values } = parseInput(promoCodeInput, input);
    const insert = (tx: EntityManager) => this.insert(tx, organizationId, values);
    const id = idempotencyKey
      ? await idempotent(
          this.em,
          { owner: organizationId, operation: 'createPromoCode', key: idempotencyKey, input: values },
          insert,
        )
      : await this.em.transactional(insert);
    return toType((await this.byId.load(id))!);
  }

  /** Throws NOT_FOUND. */
  async deactivate(id: string): Promise<PromoCodeType> {
    const { viewer, requestId } = this;
    viewer.require('payments:write');
    const found = isId(id) ? await this.em.findOne(PromoCodeEntity, { id }, { disableIdentityMap: true }) : null;
    if (!found) throw new NotFoundError('The promo code');
    await this.em.transactional(async tx => {
      const ended = await tx.nativeUpdate(PromoCodeEntity, { id, active: true }, { active: false });
      if (ended === 0) return;
      const payload = { promoCodeId: id, code: found.code };
      await recordEvents(tx, domainEvent('promo_code.deactivated', payload, { viewer, requestId }));
    });
    return toType((await this.byId.clear(id).load(id))!);
  }

  /**
   * The promo code of that name that lowers the price of `target`. One of kind ACCESS is there only for whoever opened
   * something with its name (`opener`); to others it is as wrong as any. Clients that give many which do not hold are
   * refused for a while. Throws PROMO_CODE_INVALID, _EXPIRED, _EXHAUSTED and TOO_MANY_PROMO_CODES.
   */
  async require(organizationId: string, code: string, target: PromoTarget, opener: string | null): Promise<PromoCode> {
    await this.attempts.requireFew();
    const found = await this.findByCode(organizationId, code);
    const isKnown = found?.kind !== 'ACCESS' || (opener !== null && nameOf(opener) === found.code);
    if (!found || !isKnown || promoCodeState(found, target, new Date()) === 'INVALID') {
      await this.attempts.count();
      throw new PromoCodeInvalidError();
    }
    requireValid(found, target);
    return found;
  }

  /**
   * The promo code that a cart is under: the one given, or that of kind ACCESS which bears the name of the code that
   * opened something of it (`opener`, null if nothing was opened), whose limits hold for what it opens.
   * Throws PROMO_CODE_INVALID (also if these are two), _EXPIRED, _EXHAUSTED, TOO_MANY_PROMO_CODES.
   */
  async forCart(
    organizationId: string,
    { promoCode, opener }: { readonly promoCode?: string | null; readonly opener: string | null },
    target: PromoTarget,
  ): Promise<PromoCode | null> {
    const given = promoCode ? await this.require(organizationId, promoCode, target, opener) : null;
    const opening = opener ? await this.findByCode(organizationId, opener) : null;
    if (opening?.kind !== 'ACCESS') return given;
    if (given && given.id !== opening.id) throw new PromoCodeInvalidError();
    requireValid(opening, target);
    return opening;
  }

  /** By id, for carts and orders that have it already. */
  async load(id: string): Promise<PromoCode | null> {
    return this.byId.load(id);
  }

  private findByCode(organizationId: string, code: string): Promise<PromoCode | null> {
    const where = { organizationId, code: nameOf(code) };
    return this.em.findOne(PromoCodeEntity, where, { filters: { tenant: false }, disableIdentityMap: true });
  }

  private async insert(
    tx: EntityManager,
    organizationId: string,
    values: Omit<ReturnType<typeof promoCodeInput.parse>, 'idempotencyKey'>,
  ): Promise<string> {
    const { basisPoints, amount, currency, ...rest } = values;
    const id = newId();
    try {
      await tx.insert(PromoCodeEntity, {
        eventId: null,
        maxUses: null,
        maxUsesPerBuyer: null,
        startsAt: null,
        endsAt: null,
        ticketTypeIds: null,
        ...rest,
        id,
        organizationId,
        value: basisPoints ?? amount ?? 0,
        currency: currency ?? null,
        uses: 0,
        active: true,
        createdAt: new Date(),
      });
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new PromoCodeTakenError(values.code);
      throw error;
    }
    await recordEvents(
      tx,
      domainEvent(
        'promo_code.created',
        { promoCodeId: id, code: values.code },
        { viewer: this.viewer, requestId: this.requestId },
      ),
    );
    return id;
  }

  private async loadMany(ids: readonly string[]): Promise<(PromoCode | null)[]> {
    const rows = await this.em.find(
      PromoCodeEntity,
      { id: { $in: [...ids] } },
      { filters: { tenant: false }, disableIdentityMap: true },
    );
    return ids.map(id => rows.find(row => row.id === id) ?? null);
  }
}

/** As names are stored and compared. */
const nameOf = (code: string) => code.trim().toUpperCase();

/** Throws PROMO_CODE_INVALID, PROMO_CODE_EXPIRED or PROMO_CODE_EXHAUSTED. */
export function requireValid(code: PromoCode, target: PromoTarget): void {
  switch (promoCodeState(code, target, new Date())) {
    case 'INVALID':
      throw new PromoCodeInvalidError();
    case 'EXPIRED':
      throw new PromoCodeExpiredError();
    case 'EXHAUSTED':
      throw new PromoCodeExhaustedError();
    case 'VALID':
  }
}

function toType(code: PromoCode): PromoCodeType {
  return {
    id: code.id,
    code: code.code,
    event: code.eventId == null ? null : { id: code.eventId },
    kind: code.kind as PromoCodeKind,
    basisPoints: code.kind === 'PERCENTAGE' ? code.value : null,
    amount: code.currency == null ? null : { amount: code.value, currency: code.currency },
    maxUses: code.maxUses,
    maxUsesPerBuyer: code.maxUsesPerBuyer,
    uses: code.uses,
    startsAt: code.startsAt,
    endsAt: code.endsAt,
    ticketTypes: code.ticketTypeIds?.map(id => ({ id })) ?? null,
    active: code.active,
    createdAt: code.createdAt,
  };
}
