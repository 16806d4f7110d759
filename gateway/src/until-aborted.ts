/** The promise's outcome, or the reason of the abort, whichever comes first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const stopListening = () => signal.removeEventListener('abort', abort);
    promise.then(
      value => {
        stopListening();
        resolve(value);
      },
      error => {
        stopListening();
        reject(error);
      },
    );
  });
}
