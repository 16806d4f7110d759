import { ConfigurationError } from '@ticketbase/kernel';

/** Like `Promise.all`, but waits for all of them to settle before it rejects: what was started can then be closed. */
export async function settleAll<const Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  const settled = await Promise.allSettled(work);
  const failure = settled.find(result => result.status === 'rejected');
  if (failure) throw failure.reason;
  return settled.map(result => (result as PromiseFulfilledResult<unknown>).value) as never;
}

/** Reads several configurations. Throws one ConfigurationError with the faults of all of them. */
export function parseAll<Configs extends Record<string, unknown>>(
  parsers: {
    readonly [Name in keyof Configs]: () => Configs[Name];
  },
): Configs {
  const faults = new Set<string>();
  const parsed = Object.entries(parsers).map(([name, parse]) => {
    try {
      return [name, (parse as () => unknown)()];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      for (const fault of error.faults) faults.add(fault);
      return [name, undefined];
    }
  });
  if (faults.size > 0) throw new ConfigurationError([...faults]);
  return Object.fromEntries(parsed) as Configs;
}
