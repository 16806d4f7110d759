import { useState } from 'react';
import type { CombinedError, OperationResult } from 'urql';

/** Something done to the server by a press, and how that goes. */
export interface Act<Arguments extends unknown[]> {
  readonly busy: boolean;
  readonly error: CombinedError | undefined;
  /** Does it, unless it is under way; answers whether it succeeded. */
  run(...given: Arguments): Promise<boolean>;
}

/** One act with its own state, so that of many rows with the same mutation one alone is busy, and one alone fails. */
export function useAct<Arguments extends unknown[]>(
  act: (...given: Arguments) => Promise<OperationResult<unknown>>,
): Act<Arguments> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const run = async (...given: Arguments) => {
    if (busy) return false;
    setBusy(true);
    const result = await act(...given);
    setError(result.error);
    setBusy(false);
    return result.error === undefined;
  };
  return { busy, error, run };
}
