import type { EntityManager } from '@mikro-orm/postgresql';

/** Bytes that each installation keeps, in the order of the ids. The caller may see these installations. */
export async function storedBytes(em: EntityManager, installationIds: readonly string[]): Promise<number[]> {
  const rows = await em.execute<{ id: string; bytes: string }[]>(
    `select installation_id as id, sum(bytes)::text as bytes from plugin_key_value
      where installation_id in (${installationIds.map(() => '?').join(', ')}) group by 1`,
    [...installationIds],
  );
  const byId = new Map(rows.map(({ id, bytes }) => [id, Number(bytes)]));
  return installationIds.map(id => byId.get(id) ?? 0);
}
