import type { EntitySchema } from '@mikro-orm/core';

/** Matches no row: what a viewer without an organization filters by. */
const NO_TENANT = '00000000-0000-0000-0000-000000000000';

/**
 * The filter that keeps tenants apart. It is on by default for every entity with an `organizationId`, and a query that
 * reaches such an entity through an EntityManager without a tenant fails instead of answering. A service that must
 * look wider (a public page, a token that is itself the permission) says so with `{ filters: { tenant: false } }`.
 */
export function tenantFilter(entities: readonly EntitySchema[]) {
  const owned = entities.filter(entity => 'organizationId' in entity.meta.properties);
  return {
    tenant: {
      name: 'tenant',
      cond: (args: { organizationId: string }) => ({ organizationId: args.organizationId }),
      default: true,
      entity: owned.map(entity => entity.meta.className),
    },
  };
}

export const tenantParams = (organizationId: string | null) => ({ organizationId: organizationId ?? NO_TENANT });
