import { GUEST_SIGNAL } from './guest-signal.ts';

/** Names under which guest code may call out of its isolate. */
export const GUEST_CALLS = [
  'fetch',
  'graphql',
  'storage.get',
  'storage.set',
  'storage.delete',
  'storage.compareAndSet',
  'storage.list',
  'crypto.hash',
  'crypto.hmac',
  'crypto.randomBytes',
  'crypto.randomUUID',
  'sleep',
] as const;

/** What the runtime is told about its call, as JSON text. */
export interface GuestSettings {
  requestId: string;
  organizationId: string;
  pluginId: string;
  /** The global name under which the bundle leaves its exports. */
  exportsName: string;
  /** What stands for the settings that the code does not get, by name. */
  handles: Readonly<Record<string, string>>;
  hostCallsInFlight: number;
  logLines: number;
  resultBytes: number;
  argsBytes: number;
}

/**
 * The script that runs in every fresh context before any plugin code, as the body of a function with the arguments
 * `$0` (posts primitives to the worker) and `$1` (GuestSettings). It answers the one function by which the worker enters.
 *
 * It is text, not a function, because it must not close over anything of this process. It takes what it needs from the
 * built-ins before plugin code can replace them; it hands out plain functions of its own realm; and only strings and
 * numbers pass `post`. What plugin code can still break by tampering with built-ins is its own call, and later ones of its caller.
 */
export const GUEST_RUNTIME = `
'use strict';
const post = $0;
const { parse, stringify } = JSON;
const { apply, deleteProperty } = Reflect;
const { freeze, defineProperty, hasOwn, keys } = Object;
const NativePromise = Promise, NativeError = Error, NativeTypeError = TypeError, NativeDate = Date, toText = String;
const { set: mapSet, get: mapGet, delete: mapDelete, forEach: mapForEach } = Map.prototype;
const { set: weakSet, get: weakGet } = WeakMap.prototype;
const { slice, toLowerCase, charCodeAt } = String.prototype;
const { toISOString } = NativeDate.prototype;
let settings = parse($1);
const NativeMap = Map;
const pending = new NativeMap();
const codes = new WeakMap();
let lastId = 0, waiting = 0, lines = 0, ran = false;
// The call that runs. What an earlier one was given is good for nothing any more: nobody answers it.
let current = { told: undefined };

for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'FinalizationRegistry']) deleteProperty(globalThis, name);

const freezeAll = object => {
  const names = keys(object);
  for (let i = 0; i < names.length; i++) freeze(object[names[i]]);
  return freeze(object);
};
const cut = (text, length) => (text.length > length ? apply(slice, text, [0, length]) : text);

const platformError = (code, message, ends) => {
  const error = new NativeError(message);
  defineProperty(error, 'name', { value: 'PluginHostError', configurable: true });
  defineProperty(error, 'code', { value: code, enumerable: true, configurable: true });
  apply(weakSet, codes, [error, ends]);
  return error;
};

const endedError = () => platformError('CALL_ENDED', 'this ctx is of a call that has ended; each call is given its own', 'PLUGIN_HOST_CALL_REFUSED');

const callOf = (mine, name, args, signal) => new NativePromise((resolve, reject) => {
  if (mine !== current) throw endedError();
  const abortable = signal !== undefined && signal !== null;
  if (abortable && signal !== mine.told?.signal) throw new NativeTypeError('the signal of ctx.' + name + ' can only be ctx.signal');
  if (abortable) signal.throwIfAborted();
  if (waiting >= settings.hostCallsInFlight) {
    reject(platformError('TOO_MANY_CALLS', 'more than ' + settings.hostCallsInFlight + ' calls are waiting', 'PLUGIN_HOST_CALL_REFUSED'));
    return;
  }
  const text = stringify(args);
  if (text.length > settings.argsBytes) {
    reject(platformError('CALL_TOO_LARGE', name + ' was given more than ' + settings.argsBytes + ' bytes', 'PLUGIN_HOST_CALL_REFUSED'));
    return;
  }
  waiting++;
  const id = ++lastId;
  apply(mapSet, pending, [id, { resolve, reject, abortable }]);
  post('call', id, name, text);
});

const readable = value => {
  try {
    if (typeof value === 'string') return value;
    if (value instanceof NativeError) return describe(value);
    if (typeof value === 'object' && value !== null) return stringify(value);
    return toText(value);
  } catch {
    return 'a value that cannot be shown';
  }
};

const write = (level, message, fields) => {
  if (lines >= settings.logLines) {
    if (lines++ === settings.logLines) post('log', 'warn', 'further log lines of this call are dropped', undefined, at());
    return;
  }
  lines++;
  let text;
  try {
    text = fields === undefined ? undefined : stringify(fields);
  } catch {
    text = undefined;
  }
  if (typeof text !== 'string' || text.length > 4096) text = undefined;
  post('log', level, cut(readable(message), 4096), text, at());
};
const at = () => apply(toISOString, new NativeDate(), []);

const consoleAt = level => (...values) => {
  let text = '';
  for (let i = 0; i < values.length && text.length < 4096; i++) text += (i > 0 ? ' ' : '') + readable(values[i]);
  write(level, text, undefined);
};
defineProperty(globalThis, 'console', {
  value: freeze({ debug: consoleAt('debug'), log: consoleAt('info'), info: consoleAt('info'), warn: consoleAt('warn'), error: consoleAt('error'), trace: consoleAt('debug') }),
  writable: true, configurable: true,
});

const describe = error => {
  try {
    const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
    if (!isObject) return cut(toText(error), 2000);
    const { name, message } = error;
    const shown = typeof message === 'string' && message !== '' ? message : 'no message';
    return cut(typeof name === 'string' && name !== '' && name !== 'Error' && name !== 'PluginHostError' ? name + ': ' + shown : shown, 2000);
  } catch {
    return 'an error that cannot be read';
  }
};
const stackOf = error => {
  try {
    const stack = error.stack;
    return typeof stack === 'string' ? cut(stack, 3000) : undefined;
  } catch {
    return undefined;
  }
};

const fetchBy = async (call, url, init) => {
  const { method, headers: sent, body, encoding, signal } = init ?? {};
  const answer = await call('fetch', { url: toText(url), method, headers: sent, body, encoding }, signal);
  const headers = freeze(answer.headers);
  const text = () => NativePromise.resolve(answer.body);
  return freeze({
    ok: answer.status >= 200 && answer.status < 300,
    status: answer.status,
    url: answer.url,
    redirected: answer.redirected,
    headers: freeze({
      get: name => (hasOwn(headers, apply(toLowerCase, toText(name), [])) ? headers[apply(toLowerCase, toText(name), [])] : null),
      has: name => hasOwn(headers, apply(toLowerCase, toText(name), [])),
      all: headers,
    }),
    text,
    json: async () => parse(await text()),
  });
};

${GUEST_SIGNAL}
const ctxOf = (mine, configuration) => {
  const call = (name, args, signal) => callOf(mine, name, args, signal);
  const logger = level => (message, fields) => {
    if (mine !== current) throw endedError();
    write(level, message, fields);
  };
  const { requestId, organizationId, pluginId, handles } = settings;
  // What code gets as it is, and what is made for who asks, is not asked for by freezing the rest.
  let made = false;
  const ctx = freezeAll({
    requestId,
    organizationId,
    pluginId,
    get configuration() {
      return made ? configuration : undefined;
    },
    fetch: (url, init) => fetchBy(call, url, init),
    graphql: (query, variables) => call('graphql', { query, variables }),
    storage: freezeAll({
      get: key => call('storage.get', { key }),
      set: async (key, value) => { await call('storage.set', { key, value }); },
      delete: key => call('storage.delete', { key }),
      compareAndSet: (key, expected, value) => call('storage.compareAndSet', { key, expected, value }),
      list: options => call('storage.list', options ?? {}),
    }),
    log: freezeAll({ debug: logger('debug'), info: logger('info'), warn: logger('warn'), error: logger('error') }),
    crypto: freezeAll({
      hash: (algorithm, data, encoding) => call('crypto.hash', { algorithm, data, encoding }),
      hmac: (algorithm, key, data, encoding, keyEncoding) => call('crypto.hmac', { algorithm, key, data, encoding, keyEncoding }),
      randomBytes: size => call('crypto.randomBytes', { size }),
      randomUUID: () => call('crypto.randomUUID', {}),
      timingSafeEqual: (a, b) => {
        const left = toText(a), right = toText(b);
        let difference = left.length ^ right.length;
        for (let i = 0; i < left.length; i++) difference |= apply(charCodeAt, left, [i]) ^ apply(charCodeAt, right, [i % (right.length || 1)]);
        return difference === 0;
      },
    }),
    secret: name => {
      const text = toText(name);
      if (!hasOwn(handles, text)) throw platformError('SECRET_NOT_SET', 'there is no secret setting ' + text, 'PLUGIN_HOST_CALL_REFUSED');
      return handles[text];
    },
    sleep: (milliseconds, options) => call('sleep', { milliseconds }, options?.signal),
    // Made for who asks: to tell a call of its end costs the others nothing. Nobody asks before it runs.
    get signal() {
      if (!made) return undefined;
      if (mine.told === undefined) {
        if (mine !== current) throw endedError();
        mine.told = newSignal();
        post('listen');
      }
      return mine.told.signal;
    },
  });
  made = true;
  return ctx;
};

const run = async (kind, name, params, configurationText, settingsText) => {
  try {
    settings = parse(settingsText);
    // The first call counts what the bundle wrote while it was loaded.
    if (ran) lines = 0;
    ran = true;
    current = { told: undefined };
    const configuration = parse(configurationText);
    const ctx = ctxOf(current, configuration);
    const plugin = globalThis[settings.exportsName];
    const table = kind === 'lifecycle' ? plugin : kind === 'action' ? plugin?.backendActions : plugin?.hooks;
    const handler = table && hasOwn(table, name) ? table[name] : undefined;
    if (typeof handler !== 'function') {
      post('failed', 'PLUGIN_ACTION_NOT_FOUND', 'the plugin has no ' + kind + ' ' + name, false);
      return;
    }
    const value = await (kind === 'action' ? handler(parse(params), configuration, ctx) : handler(parse(params), ctx));
    const text = stringify(value) ?? 'null';
    if (text.length > settings.resultBytes) post('failed', 'PLUGIN_RESULT_TOO_LARGE', 'the answer is larger than ' + settings.resultBytes + ' bytes', false);
    else post('done', text);
  } catch (error) {
    const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
    const ends = isObject ? apply(weakGet, codes, [error]) : undefined;
    const stack = isObject ? stackOf(error) : undefined;
    if (ends === undefined) write('error', kind + ' ' + name + ' threw', { stack });
    post('failed', ends ?? 'PLUGIN_THREW', describe(error), false);
  }
};

const answer = (id, value, code, message, ends) => {
  const waiter = apply(mapGet, pending, [id]);
  if (waiter === undefined) return;
  apply(mapDelete, pending, [id]);
  waiting--;
  if (code === undefined) waiter.resolve(value === undefined ? undefined : parse(value));
  else waiter.reject(platformError(code, message, ends));
};

// What was given up still takes its place among the calls that wait, until the host has answered it.
const abort = (name, code, message) => {
  const { told } = current;
  if (told === undefined || told.signal.aborted) return;
  const reason = platformError(code, message, code);
  defineProperty(reason, 'name', { value: name, configurable: true });
  told.fire(reason, () => apply(mapForEach, pending, [(waiter, id) => {
    if (!waiter.abortable) return;
    waiter.reject(reason);
    post('drop', id);
  }]));
};

return (what, a, b, c, d, e) => {
  if (what === 'run') void run(a, b, c, d, e);
  else if (what === 'abort') abort(a, b, c);
  else answer(a, b, c, d, e);
};
`;
