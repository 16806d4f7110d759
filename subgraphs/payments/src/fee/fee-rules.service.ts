import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Viewer } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { FeePolicy } from '../pricing/price.ts';
import type { StoredRules } from '../pricing/stored-rules.ts';
import { type FeeRules, FeeRulesEntity } from './fee-rules.entity.ts';
import { type FeeRulesInput, feeRulesInput } from './fee-rules.input.ts';
import type { FeeRulesType } from './fee-rules.type.ts';

const NONE = { basisPoints: 0, fixedPerTicket: 0, payer: 'BUYER' } as const;

/** An organization's fees. */
export class FeeRulesService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly requestId: string;
  private readonly rules: StoredRules;
  private readonly byOrganization = new DataLoader<string, FeeRules | null>(ids =>
    Promise.all(ids.map(async id => (await this.rules.of(id)).fees)),
  );

  constructor(em: EntityManager, viewer: Viewer, requestId: string, rules: StoredRules) {
    this.rules = rules;
    this.em = em;
    this.viewer = viewer;
    this.requestId = requestId;
  }

  /** The rules of the viewer's organization. */
  async find(): Promise<FeeRulesType> {
    const organizationId = this.viewer.require('payments:read');
    return toType(organizationId, await this.byOrganization.load(organizationId));
  }

  /** What applies to any organization's carts: prices are public. */
  async policyOf(organizationId: string): Promise<FeePolicy> {
    return (await this.byOrganization.load(organizationId)) ?? NONE;
  }

  /** Throws BAD_USER_INPUT. */
  async update(input: FeeRulesInput): Promise<FeeRulesType> {
    const organizationId = this.viewer.require('payments:write');
    const rules = parseInput(feeRulesInput, input);
    const before = (await this.byOrganization.load(organizationId)) ?? NONE;
    const changed = (Object.keys(rules) as Array<keyof typeof rules>).filter(name => rules[name] !== before[name]);
    await this.em.transactional(async tx => {
      await tx.upsert(FeeRulesEntity, { organizationId, ...rules, updatedAt: new Date() });
      await recordEvents(
        tx,
        domainEvent('fees.updated', { changed }, { viewer: this.viewer, requestId: this.requestId }),
      );
    });
    this.byOrganization.clear(organizationId);
    return toType(organizationId, await this.byOrganization.load(organizationId));
  }
}

function toType(organizationId: string, rules: FeeRules | null): FeeRulesType {
  return { id: organizationId, ...NONE, updatedAt: null, ...rules } as FeeRulesType;
}
