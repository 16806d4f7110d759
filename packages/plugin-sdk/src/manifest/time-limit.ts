import vm from 'node:vm';

/** The work was ended because it took too long. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

const context = vm.createContext({ work: undefined });
const script = new vm.Script('work()');

/**
 * Does work that may never end by itself, such as matching a stranger's pattern, and ends it once it has taken so many
 * milliseconds of processor time, or at least half as many. V8 ends whatever runs then, inside of a match or a loop too, and
 * runs no `finally` of it: the work must leave nothing half done behind. What was ended because this thread had to wait for a
 * processor is begun again, with more time. It must not be called by work of its own.
 * @throws OutOfTimeError
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  const startedAt = process.threadCpuUsage();
  for (let limit = milliseconds; ; limit *= 2) {
    const done = attempt(limit, work);
    if (done) return done.result;
    const { user, system } = process.threadCpuUsage(startedAt);
    if ((user + system) / 1_000 >= milliseconds / 2) throw new OutOfTimeError(`took longer than ${milliseconds} ms`);
  }
}

/** Undefined if the clock ran out. */
function attempt<Result>(milliseconds: number, work: () => Result): { result: Result } | undefined {
  context.work = work;
  try {
    return { result: script.runInContext(context, { timeout: milliseconds }) as Result };
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return undefined;
  } finally {
    context.work = undefined;
  }
}
