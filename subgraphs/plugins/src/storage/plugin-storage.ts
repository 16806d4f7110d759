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
const listArgs = z.object({
  prefix: z.string().max(256).refine(isStorable).default(''),
  first: z.int().min(1).max(LARGEST_LIST).default(LARGEST_LIST),
  after: z.string().max(256).refine(isStorable).default(''),
});

type Owner = Pick<PluginInstallation, 'id' | 'organizationId'>;

/** `ctx.storage` of plugin code: values of JSON by key, one space per installation, with a quota. */
export class PluginStorage {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Answers a `storage.*` call. Throws HostCallRefused. */
  call(owner: Owner, name: string, args: unknown): Promise<unknown> {
    switch (name) {
      case 'storage.get':
        return this.get(owner, read(withKey, args).key);
      case 'storage.set':
        return this.set(owner, read(setArgs, args));
      case 'storage.delete':
        return this.delete(owner, read(withKey, args).key);
      case 'storage.list':
        return this.list(owner, read(listArgs, args));
      default:
        throw new HostCallRefused('UNKNOWN_CALL', `There is no ${name}.`);
    }
  }

  private async get(owner: Owner, key: string): Promise<unknown> {
    const rows = await this.em(owner).execute<{ value: unknown }[]>(
      'select value from plugin_key_value where organization_id = ? and installation_id = ? and key = ?',
      [owner.organizationId, owner.id, key],
    );
    return rows[0]?.value ?? null;
  }

  private async set(owner: Owner, { key, value }: z.infer<typeof setArgs>): Promise<null> {
    const json = JSON.stringify(value);
    const bytes = Buffer.byteLength(key) + Buffer.byteLength(json);
    await this.em(owner).transactional(async em => {
      // Writers of one installation take turns, so that together they cannot pass the quota.
      const installation = await em.execute(
        'select 1 from plugin_installation where organization_id = ? and id = ? and uninstalled_at is null for update',
        [owner.organizationId, owner.id],
      );
      if (installation.length === 0)
        throw new HostCallRefused('NOT_INSTALLED', 'The plugin is not installed any more.');
      await em.execute(
        `insert into plugin_key_value (installation_id, key, organization_id, value, bytes)
         values (?, ?, ?, ?::jsonb, ?)
         on conflict (installation_id, key) do update set value = excluded.value, bytes = excluded.bytes, updated_at = now()`,
        [owner.id, key, owner.organizationId, json, bytes],
      );
      const [sum] = await em.execute<{ bytes: string }[]>(
        'select sum(bytes)::text as bytes from plugin_key_value where organization_id = ? and installation_id = ?',
        [owner.organizationId, owner.id],
      );
      if (Number(sum?.bytes) > STORAGE_QUOTA)
        throw new HostCallRefused('STORAGE_QUOTA_EXCEEDED', `A plugin may keep ${STORAGE_QUOTA} bytes.`);
    });
    return null;
  }

  private async delete(owner: Owner, key: string): Promise<boolean> {
    const deleted = await this.em(owner).execute(
      'delete from plugin_key_value where organization_id = ? and installation_id = ? and key = ? returning key',
      [owner.organizationId, owner.id, key],
    );
    return deleted.length > 0;
  }

  /** Keys in order; `endCursor` goes into the next call's `after`, and is null at the end. */
  private async list(owner: Owner, { prefix, first, after }: z.infer<typeof listArgs>) {
    const rows = await this.em(owner).execute<{ key: string }[]>(
      `select key from plugin_key_value
        where organization_id = ? and installation_id = ? and starts_with(key, ?) and key > ? collate "C"
        order by key collate "C" limit ?`,
      [owner.organizationId, owner.id, prefix, after, first + 1],
    );
    const keys = rows.slice(0, first).map(({ key }) => key);
    return { keys, endCursor: rows.length > first ? keys.at(-1)! : null };
  }

  private em({ organizationId }: Owner) {
    return this.database.forkTenant(organizationId);
  }
}

function read<Schema extends z.ZodType>(schema: Schema, args: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HostCallRefused('INVALID_ARGUMENTS', `${issue?.path.join('.')}: ${issue?.message}`);
}
