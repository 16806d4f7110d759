import type { Dispatcher } from 'undici';

/** One POST: what is sent, and what gives it up. */
export interface JsonPost {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal | undefined;
}

/** What was answered. */
export interface JsonAnswer {
  readonly body: unknown;
  /** The header of that name. */
  readonly cacheControl: string | undefined;
}

/**
 * Posts JSON and reads the JSON that is answered, whatever the status, and how long it may be kept. It speaks to undici's dispatcher itself: the
 * streams that `request` makes of each body take longer than the rest of a short call.
 */
export function postJson(dispatcher: Dispatcher, { path, headers, body, signal }: JsonPost): Promise<JsonAnswer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const chunks: Buffer[] = [];
    let cacheControl: string | undefined;
    let controller: Dispatcher.DispatchController | undefined;
    const abort = () => {
      const reason: unknown = signal?.reason;
      controller?.abort(reason instanceof Error ? reason : new Error('The request was given up.'));
      // A request that waits for a connection has no controller yet, and ends by itself when it gets one.
      reject(reason);
    };
    const done = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort, { once: true });
    dispatcher.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart(started) {
          controller = started;
          if (signal?.aborted) abort();
        },
        onResponseStart(_controller, _status, { 'cache-control': told }) {
          cacheControl = Array.isArray(told) ? told.join() : told;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          done();
          try {
            const text = (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString();
            resolve({ body: JSON.parse(text), cacheControl });
          } catch (error) {
            reject(error);
          }
        },
        onResponseError(_controller, error) {
          done();
          reject(error);
        },
      },
    );
  });
}
