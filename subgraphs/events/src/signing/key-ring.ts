import type { KeyObject } from 'node:crypto';
import type { Database, EncryptionKeys } from '@ticketbase/subgraph-kit';
import { newKeyPair, readPrivateKey, readPublicKey } from './key-pair.ts';

export interface SigningPair {
  readonly id: string;
  readonly privateKey: KeyObject;
}

export interface KnownKey {
  readonly organizationId: string;
  readonly publicKey: KeyObject;
  readonly revoked: boolean;
}

interface Remembered<Value> {
  readonly value: Value;
  readonly until: number;
}

interface KeyRow {
  id: string;
  organization_id: string;
  public_key: string;
  private_key: string;
  revoked_at: Date | null;
}

/** For so long another process may go on with a key that this one retired or revoked. */
const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 1_000;

/** The keys that tickets are signed with and verified by. One per process; it remembers them for half a minute. */
export class KeyRing {
  private readonly database: Database;
  private readonly encryption: EncryptionKeys;
  private readonly pairs = new Map<string, Remembered<SigningPair>>();
  private readonly known = new Map<string, Remembered<KnownKey | null>>();

  constructor(database: Database, encryption: EncryptionKeys) {
    this.database = database;
    this.encryption = encryption;
  }

  /** The pair that signs an organization's tickets; made when it is first asked for. */
  async current(organizationId: string): Promise<SigningPair> {
    const remembered = recall(this.pairs, organizationId);
    if (remembered) return remembered;
    const row = (await this.findCurrent(organizationId)) ?? (await this.makeFirst(organizationId));
    const pair = {
      id: row.id,
      privateKey: readPrivateKey(
        { id: row.id, organizationId: row.organization_id, privateKey: row.private_key },
        this.encryption,
      ),
    };
    remember(this.pairs, organizationId, pair);
    return pair;
  }

  /** The keys with these ids, of whichever organization; those that there are. */
  async find(ids: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
    const missing = [...new Set(ids)].filter(id => recall(this.known, id) === undefined);
    if (missing.length > 0) {
      const rows = await this.database.forkTenant(null).execute<KeyRow[]>(
        `select id, organization_id, public_key, revoked_at from ticket_signing_key
            where id = any(array(select jsonb_array_elements_text(?::jsonb)))`,
        [JSON.stringify(missing)],
      );
      const found = new Map(rows.map(row => [row.id, row]));
      for (const id of missing) {
        const row = found.get(id);
        remember(this.known, id, row ? keyOf(row) : null);
      }
    }
    return new Map(
      ids.flatMap(id => {
        const key = recall(this.known, id);
        return key ? [[id, key] as const] : [];
      }),
    );
  }

  /** Forgets what it remembers, because a key has changed. */
  forget(): void {
    this.pairs.clear();
    this.known.clear();
  }

  private async findCurrent(organizationId: string): Promise<KeyRow | undefined> {
    const [row] = await this.database
      .forkTenant(null)
      .execute<KeyRow[]>('select * from ticket_signing_key where organization_id = ? and retired_at is null', [
        organizationId,
      ]);
    return row;
  }

  private async makeFirst(organizationId: string): Promise<KeyRow> {
    const { id, publicKey, privateKey } = newKeyPair(organizationId, this.encryption);
    await this.database.forkTenant(null).execute(
      `insert into ticket_signing_key (id, organization_id, public_key, private_key, created_at)
         values (?, ?, ?, ?, now()) on conflict do nothing`,
      [id, organizationId, publicKey, privateKey],
    );
    // Another process may have made one at this moment: then that one counts.
    const row = await this.findCurrent(organizationId);
    if (!row) throw new Error('An organization has no key to sign its tickets with.');
    return row;
  }
}

const keyOf = (row: KeyRow): KnownKey => ({
  organizationId: row.organization_id,
  publicKey: readPublicKey(row.public_key),
  revoked: row.revoked_at !== null,
});

function recall<Value>(memory: Map<string, Remembered<Value>>, key: string): Value | undefined {
  const entry = memory.get(key);
  return entry && entry.until > Date.now() ? entry.value : undefined;
}

function remember<Value>(memory: Map<string, Remembered<Value>>, key: string, value: Value): void {
  memory.delete(key);
  memory.set(key, { value, until: Date.now() + REMEMBERED_MS });
  // Forged codes name keys that there are not: they must not fill the memory.
  if (memory.size > MOST_REMEMBERED) memory.delete(memory.keys().next().value!);
}
