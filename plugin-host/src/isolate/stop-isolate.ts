import type ivm from 'isolated-vm';

/** How long V8 may take to stop an isolate's thread before the worker counts as wedged. */
const STOP_MS = 500;

/**
 * Ends an isolate and makes sure that its thread really stops.
 * @param isEntered whether something still runs in it
 * @param wedged told when it still does after a while: only ending the process frees the thread
 */
export function stopIsolate(isolate: ivm.Isolate, isEntered: () => boolean, wedged: () => void): void {
  if (!isolate.isDisposed) isolate.dispose();
  if (isEntered()) setTimeout(() => isEntered() && wedged(), STOP_MS);
}
