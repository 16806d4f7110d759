import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Viewer } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { SaleFactsDirectory } from '../foreign/sale-facts.ts';
import type { StoredRules } from '../pricing/stored-rules.ts';
import type { TaxPolicy } from '../pricing/tax.ts';
import { TaxCategoryEntity, type TaxRules, TaxRulesEntity } from './tax-rules.entity.ts';
import { type TaxCategoryInput, type TaxRulesInput, taxCategoryInput, taxRulesInput } from './tax-rules.input.ts';
import type { TaxCategoryType, TaxRulesType } from './tax-rules.type.ts';

const NONE: Pick<TaxRules, 'mode' | 'rates'> = { mode: 'INCLUSIVE', rates: [] };
const LONGEST_LIST = 1_000;

/** What is sold, and by whom. */
export interface TaxedSale {
  readonly organizationId: string;
  readonly eventId: string;
  readonly ticketTypeIds: readonly string[];
}

/** An organization's taxes. */
export class TaxRulesService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly requestId: string;
  private readonly saleFacts: SaleFactsDirectory;
  private readonly rules: StoredRules;
  private readonly byOrganization = new DataLoader<string, TaxRules | null>(ids =>
    Promise.all(ids.map(async id => (await this.rules.of(id)).taxes)),
  );

  constructor(em: EntityManager, viewer: Viewer, requestId: string, saleFacts: SaleFactsDirectory, rules: StoredRules) {
    this.rules = rules;
    this.saleFacts = saleFacts;
    this.em = em;
    this.viewer = viewer;
    this.requestId = requestId;
  }

  /** The rules of the viewer's organization. */
  async find(): Promise<TaxRulesType> {
    const organizationId = this.viewer.require('payments:read');
    return toType(organizationId, await this.byOrganization.load(organizationId));
  }

  /** What applies to any organization’s carts: prices are public. Asks only for what makes a difference. */
  async policyOf({ organizationId, eventId, ticketTypeIds }: TaxedSale): Promise<TaxPolicy> {
    const { mode, rates } = (await this.byOrganization.load(organizationId)) ?? NONE;
    const [country, categories] = await Promise.all([
      rates.some(rate => rate.country) ? this.countryOf(organizationId, eventId) : null,
      rates.some(rate => rate.category) ? this.categoriesOf(organizationId, ticketTypeIds) : new Map<string, string>(),
    ]);
    return { mode, rates, country, categories };
  }

  /** The categories of the viewer’s organization’s ticket types. */
  async categories(): Promise<TaxCategoryType[]> {
    const organizationId = this.viewer.require('payments:read');
    const options = { orderBy: { updatedAt: 'desc', ticketTypeId: 'asc' }, limit: LONGEST_LIST } as const;
    const found = await this.em.find(TaxCategoryEntity, { organizationId }, { ...options, disableIdentityMap: true });
    return found.map(({ ticketTypeId, category }) => ({ ticketType: { id: ticketTypeId }, category }));
  }

  /** Throws BAD_USER_INPUT. Another organization’s ticket types may be named; their taxes do not change by it. */
  async setCategory(input: TaxCategoryInput): Promise<TaxCategoryType[]> {
    const organizationId = this.viewer.require('payments:write');
    const { ticketTypeIds, category } = parseInput(taxCategoryInput, input);
    await this.em.transactional(async tx => {
      const ids = [...new Set(ticketTypeIds)];
      await tx.nativeDelete(TaxCategoryEntity, { organizationId, ticketTypeId: { $in: ids } });
      if (category) {
        const updatedAt = new Date();
        await tx.insertMany(
          TaxCategoryEntity,
          ids.map(ticketTypeId => ({ organizationId, ticketTypeId, category, updatedAt })),
        );
      }
      const by = { viewer: this.viewer, requestId: this.requestId };
      await recordEvents(tx, domainEvent('taxes.updated', { changed: ['categories'] }, by));
    });
    return this.categories();
  }

  /** Throws BAD_USER_INPUT. */
  async update(input: TaxRulesInput): Promise<TaxRulesType> {
    const organizationId = this.viewer.require('payments:write');
    const rules = parseInput(taxRulesInput, input);
    const before = (await this.byOrganization.load(organizationId)) ?? NONE;
    const changed = (Object.keys(rules) as Array<keyof typeof rules>).filter(
      name => JSON.stringify(rules[name]) !== JSON.stringify(before[name]),
    );
    await this.em.transactional(async tx => {
      await tx.upsert(TaxRulesEntity, { organizationId, ...rules, updatedAt: new Date() });
      await recordEvents(
        tx,
        domainEvent('taxes.updated', { changed }, { viewer: this.viewer, requestId: this.requestId }),
      );
    });
    this.byOrganization.clear(organizationId);
    return toType(organizationId, await this.byOrganization.load(organizationId));
  }

  private async categoriesOf(organizationId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const found = await this.em.find(
      TaxCategoryEntity,
      { organizationId, ticketTypeId: { $in: [...ids] } },
      { filters: { tenant: false }, disableIdentityMap: true },
    );
    return new Map(found.map(({ ticketTypeId, category }) => [ticketTypeId, category]));
  }

  private async countryOf(organizationId: string, eventId: string): Promise<string | null> {
    return (await this.saleFacts.of(eventId, { organizationId, requestId: this.requestId })).country ?? null;
  }
}

function toType(organizationId: string, rules: TaxRules | null): TaxRulesType {
  return { id: organizationId, ...NONE, updatedAt: null, ...rules } as TaxRulesType;
}
