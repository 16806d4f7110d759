import type { EntityManager } from '@mikro-orm/postgresql';

/** Deliveries in hand at once, over all processes: of one installation, and of one organization. */
const PER_INSTALLATION = 3;
const PER_ORGANIZATION = 5;

/** A delivery that is this process's for a while. */
export interface ClaimedHook {
  readonly id: string;
  readonly organizationId: string;
  readonly installationId: string;
  readonly event: unknown;
  readonly attempts: number;
}

/**
 * Takes deliveries that are due, for so many seconds: of each thing only the one that happened first, and of each installation
 * and organization only a few, so that a plugin with much to do, or a slow one, leaves places for the others. It looks at those
 * who have something waiting, not at all that waits.
 */
export function claimHooks(em: EntityManager, most: number, lease: number): Promise<ClaimedHook[]> {
  return em.execute<ClaimedHook[]>(
    `with recursive waiting as (
       (select installation_id from hook_delivery where failed_at is null order by installation_id limit 1)
       union all
       select (select next.installation_id from hook_delivery next
                where next.failed_at is null and next.installation_id > waiting.installation_id
                order by next.installation_id limit 1)
         from waiting where waiting.installation_id is not null
     ), running as (
       select installation_id, organization_id from hook_delivery where failed_at is null and claimed_until > now()
     ), first as (
       select due.*, row_number() over (partition by due.organization_id order by due.next_attempt_at, due.position)
                + (select count(*) from running where running.organization_id = due.organization_id) as place
         from waiting
         join plugin_installation i on i.id = waiting.installation_id and i.enabled and i.uninstalled_at is null
          and (i.upgrading_until is null or i.upgrading_until <= now())
        cross join lateral (
          select d.id, d.organization_id, d.next_attempt_at, d.position from hook_delivery d
           where d.installation_id = i.id and d.failed_at is null and d.next_attempt_at <= now()
             and (d.claimed_until is null or d.claimed_until <= now())
             and not exists (
               select 1 from hook_delivery earlier
                where earlier.installation_id = d.installation_id and earlier.failed_at is null
                  and earlier.entity_id = d.entity_id and earlier.position < d.position)
           order by d.next_attempt_at, d.position
           limit greatest(0, ? - (select count(*) from running where running.installation_id = i.id))
        ) due
     ), taken as (
       select d.id from hook_delivery d join first on first.id = d.id
        where first.place <= ? and d.failed_at is null and (d.claimed_until is null or d.claimed_until <= now())
        order by first.place, d.position limit ? for update of d skip locked
     )
     update hook_delivery d set attempts = d.attempts + 1, claimed_until = now() + make_interval(secs => ?)
       from taken where d.id = taken.id
     returning d.id, d.organization_id as "organizationId", d.installation_id as "installationId", d.event, d.attempts`,
    [PER_INSTALLATION, PER_ORGANIZATION, most, lease],
  );
}
