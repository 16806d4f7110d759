import { type Database, Grouping, type PreparedStatement } from '@ticketbase/subgraph-kit';
import type { FeeRules } from '../fee/fee-rules.entity.ts';
import type { TaxRules } from '../tax/tax-rules.entity.ts';

/** An organization's rules as they are stored now; null where it has none. */
export interface StoredRulesOf {
  readonly fees: FeeRules | null;
  readonly taxes: TaxRules | null;
}

const MOST = 500;

const READ: PreparedStatement = {
  name: 'read-price-rules',
  text: `
    select o.id,
           (select json_build_object('organizationId', f.organization_id, 'basisPoints', f.basis_points,
                     'fixedPerTicket', f.fixed_per_ticket, 'payer', f.payer, 'updatedAt', f.updated_at)
              from fee_rules f where f.organization_id = o.id) as fees,
           (select json_build_object('organizationId', t.organization_id, 'mode', t.mode, 'rates', t.rates,
                     'updatedAt', t.updated_at)
              from tax_rules t where t.organization_id = o.id) as taxes
      from (select distinct jsonb_array_elements_text($1::jsonb)::uuid as id) as o`,
};

type Json<Row> = Omit<Row, 'updatedAt'> & { readonly updatedAt: string };
interface RulesRow {
  readonly id: string;
  readonly fees: Json<FeeRules> | null;
  readonly taxes: Json<TaxRules> | null;
}

/**
 * Reads fees and taxes, for all carts that are priced at the same time by one statement. Nothing is kept: a cart is
 * priced by the rules as they are, whichever process changed them.
 */
export class StoredRules {
  private readonly groups: Grouping<string, StoredRulesOf>;

  constructor(database: Database) {
    this.groups = new Grouping(async (_, organizations) => {
      const rows = await database.driver.query<RulesRow>(READ, [JSON.stringify(organizations)]);
      const byId = new Map(rows.map(({ id, fees, taxes }) => [id, { fees: withTime(fees), taxes: withTime(taxes) }]));
      return organizations.map(id => byId.get(id) ?? { fees: null, taxes: null });
    }, MOST);
  }

  /** The rules of any organization: prices are public. */
  of(organizationId: string): Promise<StoredRulesOf> {
    return this.groups.add('', organizationId);
  }
}

const withTime = <Row extends { readonly updatedAt: string }>(row: Row | null) =>
  row && { ...row, updatedAt: new Date(row.updatedAt) };
