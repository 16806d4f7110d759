import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  BadUserInputError,
  DomainError,
  IdempotencyKeyInUseError,
  IdempotencyKeyReusedError,
} from '@ticketbase/kernel';
import { canonicalJson, type EncryptionKeys } from '@ticketbase/subgraph-kit';
import { encryptionContext } from '../configuration/field-address.ts';
import type { ActionOutcome } from './action-outcome.ts';

/**
 * Seconds after which a run that left no result, and did not say that it goes on, died with its process. Less than other
 * subgraphs wait before they take up what died with it: their first try is not to find the key in use.
 */
const ABANDONED_AFTER = 8;
/** Milliseconds between two signs that a run goes on: two may fail. */
const SIGN_OF_LIFE = 2_500;
const OPERATION = 'plugin-action';

export interface ActionKey {
  /** Whose key it is: organization and caller. */
  readonly owner: string;
  readonly key: string;
  /** What was asked for. */
  readonly input: unknown;
  readonly organizationId: string;
  readonly pluginId: string;
}

/**
 * Runs an action once per key. Unlike the kit's `idempotent` it holds no transaction while the plugin runs: plugin code
 * takes seconds and needs connections of its own for its storage, so waiting transactions would starve it. A repetition
 * that comes meanwhile is refused with IDEMPOTENCY_KEY_IN_USE. What a plugin answers may show a sensitive setting to
 * whom it concerns, so the kept result is encrypted.
 */
export class ActionIdempotency {
  private readonly em: EntityManager;
  private readonly encryption: EncryptionKeys;

  constructor(em: EntityManager, encryption: EncryptionKeys) {
    this.em = em;
    this.encryption = encryption;
  }

  /** Throws IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE, or what `work` throws; a refusal, and a run that never began, leave the key free. */
  async once(call: ActionKey, work: () => Promise<ActionOutcome>): Promise<ActionOutcome> {
    if (call.key.length < 1 || call.key.length > 200)
      throw new BadUserInputError([{ path: 'idempotencyKey', message: 'Must have 1 to 200 characters.' }]);
    const earlier = await this.claim(call);
    if (earlier) return earlier;
    let outcome: ActionOutcome;
    const signs = setInterval(() => void this.stayAlive(call), SIGN_OF_LIFE);
    try {
      outcome = await work();
    } catch (error) {
      // A refusal comes before the run. After any other fault the plugin may have run, so the key stays taken.
      if (error instanceof DomainError) await this.free(call);
      throw error;
    } finally {
      clearInterval(signs);
    }
    // Trying again is safe and wanted. A host that was lost in mid-run says nothing of what ran, so the key stays taken.
    if (outcome.error?.neverRan) await this.free(call);
    else await this.keep(call, outcome);
    return outcome;
  }

  /** The earlier outcome; undefined if the key is now this call's. */
  private async claim(call: ActionKey): Promise<ActionOutcome | undefined> {
    const inputHash = createHash('sha256').update(canonicalJson(call.input)).digest('hex');
    const claimed = await this.em.execute(
      `insert into idempotency_key (owner, operation, key, input_hash) values (?, ?, ?, ?)
       on conflict (owner, operation, key) do update set created_at = now()
         where idempotency_key.result is null and idempotency_key.input_hash = excluded.input_hash
           and idempotency_key.created_at < now() - make_interval(secs => ?)
       returning key`,
      [...identity(call), inputHash, ABANDONED_AFTER],
    );
    if (claimed.length > 0) return undefined;
    const [row] = await this.em.execute<{ input_hash: string; result: string | null }[]>(
      'select input_hash, result from idempotency_key where owner = ? and operation = ? and key = ?',
      identity(call),
    );
    if (row && row.input_hash !== inputHash) throw new IdempotencyKeyReusedError();
    if (!row?.result) throw new IdempotencyKeyInUseError();
    return JSON.parse(this.encryption.decrypt(row.result, contextOf(call))) as ActionOutcome;
  }

  private stayAlive(call: ActionKey): Promise<void> {
    const sql =
      'update idempotency_key set created_at = now() where owner = ? and operation = ? and key = ? and result is null';
    // One that fails is followed by another in time.
    return this.em
      .fork()
      .execute(sql, [...identity(call)])
      .then(
        () => {},
        () => {},
      );
  }

  private async keep(call: ActionKey, outcome: ActionOutcome): Promise<void> {
    const sealed = this.encryption.encrypt(JSON.stringify(outcome), contextOf(call));
    await this.em.execute(
      'update idempotency_key set result = ?::jsonb where owner = ? and operation = ? and key = ?',
      [JSON.stringify(sealed), ...identity(call)],
    );
  }

  private async free(call: ActionKey): Promise<void> {
    await this.em.execute(
      'delete from idempotency_key where owner = ? and operation = ? and key = ? and result is null',
      [...identity(call)],
    );
  }
}

const identity = ({ owner, key }: ActionKey) => [owner, OPERATION, key];
const contextOf = ({ organizationId, pluginId, owner, key }: ActionKey) =>
  encryptionContext({ organizationId, pluginId, field: `outcome:${owner}:${key}` });
