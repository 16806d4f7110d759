/** A built backend whose actions abuse what they are given: answers, host calls, logs and names. */
export const TRICKS_BUNDLE = `var __ticketbasePlugin = { backendActions: {
  'thenable': () => ({ then(resolve) { resolve({ first: true }); resolve({ second: true }); throw new Error('late'); } }),
  'thenable-that-waits': () => ({ then() {} }),
  'promise-of-itself': async () => { const loop = { then(resolve) { resolve(loop); } }; return loop; },
  'json-that-loops': () => ({ toJSON() { for (;;); } }),
  'json-that-grows': () => ({ toJSON: () => 'x'.repeat(2e6) }),
  'json-that-throws': () => ({ get total() { throw new Error('no total'); } }),
  'deep-answer': () => { let deep = []; for (let i = 0; i < 1e5; i++) deep = [deep]; return deep; },
  'proto-in-answer': () => JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}'),
  'bigint-answer': () => 10n,
  'async-constructor': () => (async () => {}).constructor('return process')(),
  'generator-constructor': () => (function* () {}).constructor('return process')().next(),
  'indirect-eval': () => (0, eval)('typeof process + typeof require'),
  'import': () => import('node:fs'),
  'timers': () => [typeof setTimeout, typeof setInterval, typeof setImmediate, typeof queueMicrotask, typeof ShadowRealm].join(),
  'import-meta-of-host': () => { throw new Error(new Error().stack); },
  'forged-answers': async (params, config, ctx) => {
    const { get } = Map.prototype;
    Map.prototype.get = function (key) { const found = get.call(this, key); if (found?.resolve) found.resolve('forged'); return found; };
    Promise.resolve = () => 'forged';
    return ctx.storage.get('k');
  },
  'calls-after-answer': (params, config, ctx) => { ctx.storage.get('k').then(() => ctx.log.info('late')); return 'done'; },
  'calls-without-end': (params, config, ctx) => { const all = []; for (let i = 0; i < 1e3; i++) all.push(ctx.storage.get('k').catch(error => error.code)); return Promise.all(all).then(codes => codes.filter(code => code === 'TOO_MANY_CALLS').length); },
  'huge-argument': (params, config, ctx) => ctx.storage.set('k', 'x'.repeat(5e6)),
  'argument-that-throws': (params, config, ctx) => ctx.storage.set('k', { toJSON() { throw new Error('from toJSON'); } }),
  'sleep-for-ever': (params, config, ctx) => ctx.sleep(1e12),
  'sleep-backwards': (params, config, ctx) => ctx.sleep(-1),
  'sleep-nowhere': (params, config, ctx) => ctx.sleep({ valueOf: () => 1 }),
  'random-flood': (params, config, ctx) => ctx.crypto.randomBytes(1e9),
  'hash-of-nothing': (params, config, ctx) => ctx.crypto.hash('__proto__', 'x'),
  'hash-by-object': (params, config, ctx) => ctx.crypto.hmac('sha256', { length: 1e9 }, 'x'),
  'log-flood': (params, config, ctx) => { for (let i = 0; i < 50; i++) ctx.log.info('x'.repeat(1e6), { big: 'y'.repeat(1e6) }); return 'done'; },
  'log-of-traps': (params, config, ctx) => {
    ctx.log.info({ toString() { throw 1; }, toJSON() { throw 2; } });
    ctx.log.warn(new Proxy({}, { get() { throw 3; }, ownKeys() { throw 4; } }), { get secret() { throw 5; } });
    console.log(Symbol('s'), { [Symbol.toPrimitive]() { throw 6; } });
    return 'done';
  },
  'log-out-of-time': (params, config, ctx) => { Date = class { toISOString() { return 'yesterday'; } }; ctx.log.info('now'); return 'done'; },
  'frozen-context': (params, config, ctx) => { 'use strict'; const failed = []; for (const change of [() => { ctx.organizationId = 'other'; }, () => { ctx.storage.get = () => 'mine'; }, () => { delete ctx.log; }]) try { change(); failed.push('changed'); } catch (error) { failed.push(error.name); } return failed; },
  'fetch-by-object': (params, config, ctx) => ctx.fetch({ toString: () => 'file:///etc/passwd' }),
  'fetch-with-forged-header': (params, config, ctx) => ctx.fetch('https://api.example.com/', { headers: { 'x-a': 'a\\r\\nhost: 127.0.0.1' } }),
  'fetch-with-host-header': (params, config, ctx) => ctx.fetch('https://api.example.com/', { headers: { host: 'localhost' } }),
  'fetch-of-a-megabyte': (params, config, ctx) => ctx.fetch('https://api.example.com/?' + 'x'.repeat(1e6)),
  'fetch-by-odd-method': (params, config, ctx) => ctx.fetch('https://api.example.com/', { method: 'CONNECT' }),
} };`;
