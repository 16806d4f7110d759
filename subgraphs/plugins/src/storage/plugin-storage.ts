import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import { HostCallRefused } from '../action/plugin-host.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import { isStorable } from '../storable-text.ts';

/** Bytes of keys and values that one installation may keep. */
export const STORAGE_QUOTA = 1024 * 1024;

const LARGEST_LIST = 100;

const keySchema = z.string().min(1).max(256).refine(isStorable, 'has a NUL or half a surrogate pair');
const withKey = z.object({ key: keySchema });
const setArgs = z.object({ key: keySchema, value: z.json().refine(isStorable, 'has a NUL or half a surrogate pair') });
const compareArgs = setArgs.extend({ expected: z.json().default(null) });
const listArgs = z.object({
  prefix: z.string().max(256).refine(isStorable).default(''),
  first: z.int().min(1).max(LARGEST_LIST).default(LARGEST_LIST),
  after: z.string().max(256).refine(isStorable).default(''),
});

/** Whose values they are, and which code asks for them. */
export interface StorageOwner extends Pick<PluginInstallation, 'id' | 'organizationId'> {
  /** The version that runs: once another is installed, it changes nothing any more. */
  readonly versionId: string;
  /** The upgrade on whose copy it works; the installation's own values if absent. */
  readonly upgradeId?: string;
}

const tableOf = ({ upgradeId }: StorageOwner) => (upgradeId === undefined ? 'plugin_key_value' : 'plugin_staged_value');

/** `ctx.storage` of plugin code: values of JSON by key, one space per installation, with a quota. */
export class PluginStorage {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Answers a `storage.*` call. Throws HostCallRefused. */
  call(owner: StorageOwner, name: string, args: unknown): Promise<unknown> {
    switch (name) {
      case 'storage.get':
        return this.get(owner, read(withKey, args).key);
      case 'storage.set':
        return this.set(owner, read(setArgs, args));
      case 'storage.compareAndSet':
        return this.compareAndSet(owner, read(compareArgs, args));
      case 'storage.delete':
        return this.delete(owner, read(withKey, args).key);
      case 'storage.list':
        return this.list(owner, read(listArgs, args));
      default:
        throw new HostCallRefused('UNKNOWN_CALL', `There is no ${name}.`);
    }
  }

  private async get(owner: StorageOwner, key: string): Promise<unknown> {
    const rows = await this.em(owner).execute<{ value: unknown }[]>(
      `select value from ${tableOf(owner)} where organization_id = ? and installation_id = ? and key = ?`,
      [owner.organizationId, owner.id, key],
    );
    return rows[0]?.value ?? null;
  }

  private async set(owner: StorageOwner, entry: z.infer<typeof setArgs>): Promise<null> {
    await this.em(owner).transactional(async em => {
      await this.lock(em, owner);
      await this.write(em, owner, entry);
    });
    return null;
  }

  /** Sets the value if the stored one is as expected, where none is like null; answers whether it did. */
  private compareAndSet(owner: StorageOwner, { expected, ...entry }: z.infer<typeof compareArgs>): Promise<boolean> {
    return this.em(owner).transactional(async em => {
      await this.lock(em, owner);
      const [stored] = await em.execute<{ isExpected: boolean }[]>(
        `select coalesce((select value from ${tableOf(owner)} where organization_id = ? and installation_id = ? and key = ?),
                         'null'::jsonb) = ?::jsonb as "isExpected"`,
        [owner.organizationId, owner.id, entry.key, JSON.stringify(expected)],
      );
      if (!stored?.isExpected) return false;
      await this.write(em, owner, entry);
      return true;
    });
  }

  /** Throws STORAGE_QUOTA_EXCEEDED. Under the lock on the installation. */
  private async write(em: EntityManager, owner: StorageOwner, { key, value }: z.infer<typeof setArgs>): Promise<void> {
    const json = JSON.stringify(value);
    const bytes = Buffer.byteLength(key) + Buffer.byteLength(json);
    await em.execute(
      `insert into ${tableOf(owner)} (installation_id, key, organization_id, value, bytes)
       values (?, ?, ?, ?::jsonb, ?)
       on conflict (installation_id, key) do update set value = excluded.value, bytes = excluded.bytes, updated_at = now()`,
      [owner.id, key, owner.organizationId, json, bytes],
    );
    const [sum] = await em.execute<{ bytes: string }[]>(
      `select sum(bytes)::text as bytes from ${tableOf(owner)} where organization_id = ? and installation_id = ?`,
      [owner.organizationId, owner.id],
    );
    if (Number(sum?.bytes) > STORAGE_QUOTA)
      throw new HostCallRefused('STORAGE_QUOTA_EXCEEDED', `A plugin may keep ${STORAGE_QUOTA} bytes.`);
  }

  private delete(owner: StorageOwner, key: string): Promise<boolean> {
    return this.em(owner).transactional(async em => {
      await this.lock(em, owner);
      const deleted = await em.execute(
        `delete from ${tableOf(owner)} where organization_id = ? and installation_id = ? and key = ? returning key`,
        [owner.organizationId, owner.id, key],
      );
      return deleted.length > 0;
    });
  }

  /**
   * Has writers of one installation take turns, so that together they cannot pass the quota, and none sets what another changed.
   * Throws HostCallRefused for code that is not to change anything (any more).
   */
  private async lock(em: EntityManager, { organizationId, id, versionId, upgradeId }: StorageOwner): Promise<void> {
    const [installation] = await em.execute<{ versionId: string; upgradeId: string | null; upgrading: boolean }[]>(
      `select version_id as "versionId", upgrade_id as "upgradeId", coalesce(upgrading_until > now(), false) as upgrading
         from plugin_installation where organization_id = ? and id = ? and uninstalled_at is null for update`,
      [organizationId, id],
    );
    if (!installation) throw new HostCallRefused('NOT_INSTALLED', 'The plugin is not installed any more.');
    const isCurrent =
      upgradeId === undefined
        ? !installation.upgrading && installation.versionId === versionId
        : installation.upgrading && installation.upgradeId === upgradeId;
    if (!isCurrent) throw new HostCallRefused('UPGRADED', 'The plugin is being changed to another version. Try again.');
  }

  /** Keys in order; `endCursor` goes into the next call's `after`, and is null at the end. */
  private async list(owner: StorageOwner, { prefix, first, after }: z.infer<typeof listArgs>) {
    const rows = await this.em(owner).execute<{ key: string }[]>(
      `select key from ${tableOf(owner)}
        where organization_id = ? and installation_id = ? and starts_with(key, ?) and key > ? collate "C"
        order by key collate "C" limit ?`,
      [owner.organizationId, owner.id, prefix, after, first + 1],
    );
    const keys = rows.slice(0, first).map(({ key }) => key);
    return { keys, endCursor: rows.length > first ? keys.at(-1)! : null };
  }

  private em({ organizationId }: StorageOwner) {
    return this.database.forkTenant(organizationId);
  }
}

function read<Schema extends z.ZodType>(schema: Schema, args: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HostCallRefused('INVALID_ARGUMENTS', `${issue?.path.join('.')}: ${issue?.message}`);
}
