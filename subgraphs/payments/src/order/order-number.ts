import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Takes the next number of the organization's year, e.g. `2026-000123`. Call it outside of the order's transaction:
 * then the counter's row is locked for one statement only, and an order that fails leaves a gap.
 */
export async function takeOrderNumber(em: EntityManager, organizationId: string, now: Date): Promise<string> {
  const year = now.getUTCFullYear();
  const [row] = await em.execute<{ last: number }[]>(
    `insert into order_number (organization_id, year, last) values (?, ?, 1)
     on conflict (organization_id, year) do update set last = order_number.last + 1 returning last`,
    [organizationId, year],
  );
  return `${year}-${String(row?.last).padStart(6, '0')}`;
}
