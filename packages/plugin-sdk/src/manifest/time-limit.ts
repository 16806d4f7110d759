import vm from 'node:vm';

/** The work was ended because it took too long. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

const context = vm.createContext({ work: undefined });
const script = new vm.Script('work()');

/**
 * Does work that may never end by itself, such as matching a stranger's pattern, and ends it after so many milliseconds.
 * V8 ends whatever runs then, inside of a match or a loop too, and runs no `finally` of it: the work must leave nothing
 * half done behind. It must not be called by work of its own.
 * @throws OutOfTimeError
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  context.work = work;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new OutOfTimeError(`took longer than ${milliseconds} ms`);
  } finally {
    context.work = undefined;
  }
}
