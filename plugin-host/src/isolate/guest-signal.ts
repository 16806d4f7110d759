/**
 * The part of the guest's runtime that makes `ctx.signal`: what an AbortSignal shows, made when plugin code first asks for it. It
 * uses what the runtime took from the built-ins before plugin code could replace them.
 *
 * `newSignal()` answers the frozen object that plugin code gets, and `fire(reason, before)`, to be called once: when `before` is
 * called it has fired, and nobody was told yet.
 */
export const GUEST_SIGNAL = `
const isListener = value => typeof value === 'function' || (typeof value === 'object' && value !== null);

const newSignal = () => {
  const listeners = new NativeMap();
  let aborted = false, reason, onabort = null;
  const signal = freezeAll({
    get aborted() { return aborted; },
    get reason() { return reason; },
    get onabort() { return onabort; },
    set onabort(listener) { onabort = isListener(listener) ? listener : null; },
    throwIfAborted: () => { if (aborted) throw reason; },
    addEventListener: (type, listener) => {
      if (type === 'abort' && !aborted && isListener(listener)) apply(mapSet, listeners, [listener, true]);
    },
    removeEventListener: (type, listener) => {
      if (type === 'abort') apply(mapDelete, listeners, [listener]);
    },
  });
  const event = freeze({ type: 'abort', target: signal, currentTarget: signal });
  const tell = listener => {
    try {
      if (typeof listener === 'function') apply(listener, signal, [event]);
      else listener.handleEvent(event);
    } catch (error) {
      write('error', 'a listener of ctx.signal threw', { stack: stackOf(error) ?? describe(error) });
    }
  };
  const fire = (why, before) => {
    aborted = true;
    reason = why;
    before();
    apply(mapForEach, listeners, [(_, listener) => tell(listener)]);
    if (onabort !== null) tell(onabort);
  };
  return { signal, fire };
};
`;
