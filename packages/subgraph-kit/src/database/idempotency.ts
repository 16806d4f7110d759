import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, IdempotencyKeyReusedError } from '@ticketbase/kernel';

export interface IdempotentCall {
  /** Whose key it is: the organization's id, or a cart's or order's token; keys of different owners never meet. */
  readonly owner: string;
  readonly operation: string;
  readonly key: string;
  /** What was asked for; the same key with another input is refused. */
  readonly input: unknown;
}

/**
 * Runs `work` once per key, inside one transaction with the record of its result. A repetition waits for the first to
 * commit and gets its result, which must be JSON: ids to load again, rather than what was loaded.
 * Throws IDEMPOTENCY_KEY_REUSED.
 */
export async function idempotent<Result>(
  em: EntityManager,
  call: IdempotentCall,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  if (call.key.length < 1 || call.key.length > 200) {
    throw new BadUserInputError([{ path: 'idempotencyKey', message: 'Must have 1 to 200 characters.' }]);
  }
  const inputHash = inputHashOf(call.input);
  const identity = [call.owner, call.operation, call.key];
  return em.transactional(async tx => {
    const inserted = await tx.execute(
      'insert into idempotency_key (owner, operation, key, input_hash) values (?, ?, ?, ?) on conflict do nothing returning key',
      [...identity, inputHash],
    );
    if (inserted.length === 0) {
      const [earlier] = await tx.execute<{ input_hash: string; result: Result }[]>(
        'select input_hash, result from idempotency_key where owner = ? and operation = ? and key = ?',
        identity,
      );
      if (earlier?.input_hash !== inputHash) throw new IdempotencyKeyReusedError();
      return earlier.result;
    }
    const result = await work(tx);
    await tx.flush();
    await tx.execute('update idempotency_key set result = ?::jsonb where owner = ? and operation = ? and key = ?', [
      JSON.stringify(result),
      ...identity,
    ]);
    return result;
  });
}

/** What is kept of an input, to tell another one by. */
export const inputHashOf = (input: unknown): string => createHash('sha256').update(canonicalJson(input)).digest('hex');

/** JSON with the keys in order, so that equal inputs have equal text. */
export function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'null'
  );
}
