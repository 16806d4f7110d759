import type { EntityManager } from '@mikro-orm/postgresql';
import { PublicationRateLimitedError } from './publication.errors.ts';

/**
 * Counts a publication before it is tried, whatever comes of it: what costs is composing it with everything else, and
 * that is done for those that do not fit too. One conditional statement, outside of any transaction, so that
 * publications at once are each counted, in every process. Throws PLUGIN_PUBLICATION_RATE_LIMITED.
 */
export async function countPublication(em: EntityManager, organizationId: string, perHour: number): Promise<void> {
  const counted = await em.execute(
    `insert into publication_count as c (organization_id, publications) values (?, 1)
     on conflict (organization_id) do update set
       publications = case when c.began_at < now() - interval '1 hour' then 1 else c.publications + 1 end,
       began_at = case when c.began_at < now() - interval '1 hour' then now() else c.began_at end
     where c.began_at < now() - interval '1 hour' or c.publications < ?
     returning publications`,
    [organizationId, perHour],
  );
  if (counted.length > 0) return;
  const [wait] = await em.execute<{ seconds: number }[]>(
    `select greatest(1, ceil(extract(epoch from began_at + interval '1 hour' - now())))::int as seconds
       from publication_count where organization_id = ?`,
    [organizationId],
  );
  throw new PublicationRateLimitedError(perHour, wait?.seconds ?? 1);
}
