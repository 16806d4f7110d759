import type { EntityManager } from '@mikro-orm/postgresql';
import type { PluginInstallation } from '../installation/installation.entity.ts';

type Owner = Pick<PluginInstallation, 'id' | 'organizationId'>;

const COLUMNS = 'installation_id, key, organization_id, value, bytes, updated_at';

/** Makes a copy of what is stored, for an upgrade to work on. The caller holds the installation's row. */
export async function stageStorage(em: EntityManager, owner: Owner): Promise<void> {
  await forget(em, 'plugin_staged_value', owner);
  await copy(em, { from: 'plugin_key_value', to: 'plugin_staged_value' }, owner);
}

/** Puts the copy in the place of what is stored. The caller holds the installation's row. */
export async function unstageStorage(em: EntityManager, owner: Owner): Promise<void> {
  await forget(em, 'plugin_key_value', owner);
  await copy(em, { from: 'plugin_staged_value', to: 'plugin_key_value' }, owner);
  await forget(em, 'plugin_staged_value', owner);
}

/** Forgets the copy. */
export const dropStaged = (em: EntityManager, owner: Owner): Promise<void> => forget(em, 'plugin_staged_value', owner);

type Table = 'plugin_key_value' | 'plugin_staged_value';

async function copy(em: EntityManager, { from, to }: { from: Table; to: Table }, { id, organizationId }: Owner) {
  await em.execute(
    `insert into ${to} (${COLUMNS}) select ${COLUMNS} from ${from} where organization_id = ? and installation_id = ?`,
    [organizationId, id],
  );
}

async function forget(em: EntityManager, table: Table, { id, organizationId }: Owner) {
  await em.execute(`delete from ${table} where organization_id = ? and installation_id = ?`, [organizationId, id]);
}
