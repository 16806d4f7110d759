/** After so many a delivery has failed for good, until someone has it run again. */
export const ATTEMPTS = 6;

/** Seconds to the second attempt; each further one waits four times as long. */
const BACKOFF = 5;

/** Seconds to wait after so many attempts that failed; undefined after the last. */
export const waitAfter = (attempts: number): number | undefined =>
  attempts < ATTEMPTS ? BACKOFF * 4 ** (attempts - 1) : undefined;
