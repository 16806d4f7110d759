import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Viewer } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { TaxPolicy } from '../pricing/price.ts';
import { type TaxRules, TaxRulesEntity } from './tax-rules.entity.ts';
import { type TaxRulesInput, taxRulesInput } from './tax-rules.input.ts';
import type { TaxRulesType } from './tax-rules.type.ts';

const NONE = { mode: 'INCLUSIVE', rates: [] } as const;

/** An organization's taxes. */
export class TaxRulesService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly requestId: string;
  private readonly byOrganization = new DataLoader<string, TaxRules | null>(ids => this.loadMany(ids));

  constructor(em: EntityManager, viewer: Viewer, requestId: string) {
    this.em = em;
    this.viewer = viewer;
    this.requestId = requestId;
  }

  /** The rules of the viewer's organization. */
  async find(): Promise<TaxRulesType> {
    const organizationId = this.viewer.require('payments:read');
    return toType(organizationId, await this.byOrganization.load(organizationId));
  }

  /** What applies to any organization's carts: prices are public. */
  async policyOf(organizationId: string): Promise<TaxPolicy> {
    return (await this.byOrganization.load(organizationId)) ?? NONE;
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

  private async loadMany(ids: readonly string[]): Promise<(TaxRules | null)[]> {
    const rows = await this.em.find(
      TaxRulesEntity,
      { organizationId: { $in: [...ids] } },
      { filters: { tenant: false }, disableIdentityMap: true },
    );
    return ids.map(id => rows.find(row => row.organizationId === id) ?? null);
  }
}

function toType(organizationId: string, rules: TaxRules | null): TaxRulesType {
  return { id: organizationId, ...NONE, updatedAt: null, ...rules } as TaxRulesType;
}
