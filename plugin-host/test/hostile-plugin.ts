/** A built backend whose actions do what a hostile or broken plugin may do. */
export const HOSTILE_BUNDLE = `var __ticketbasePlugin = { backendActions: {
  echo: async (params, config, ctx) => ({ params, config, tenant: ctx.organizationId }),
  loop: () => { for (;;); },
  'microtask-loop': async () => { for (;;) await null; },
  'loop-behind-answer': async () => { (async () => { for (;;) await null; })(); return 'done'; },
  'regex': () => /^(a+)+$/.test('a'.repeat(40) + 'b'),
  'unstoppable': () => { let x = 3n; for (;;) x = x * x; },
  'array-bomb': () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); },
  'async-bomb': async () => { const all = []; for (;;) { await null; all.push(new Array(1e5).fill(Math.random())); } },
  'buffer-bomb': () => { const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1)); },
  'map-bomb': () => { const map = new Map(); for (let i = 0; ; i++) map.set(i, {}); },
  'never': () => new Promise(() => {}),
  'sleep': (params, config, ctx) => ctx.sleep(params.ms),
  'throw': () => { throw new TypeError('no such seat'); },
  'throw-string': () => { throw 'plain text'; },
  'throw-nothing': () => { throw undefined; },
  'throw-symbol': () => { throw Symbol('odd'); },
  'throw-getters': () => { throw { get message() { throw new Error('from a getter'); }, get name() { throw 1; } }; },
  'throw-huge': () => { throw new Error('x'.repeat(1e6)); },
  'throw-proxy': () => { throw new Proxy({}, { get() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } }); },
  'throw-looping-getter': () => { throw { get message() { for (;;); } }; },
  'recursion': () => { (function down() { down(); })(); },
  'huge-result': () => 'x'.repeat(2e6),
  'huge-result-bytes': () => '\\u20ac'.repeat(5e5),
  'circular-result': () => { const a = {}; a.a = a; return a; },
  'many-logs': (params, config, ctx) => { for (let i = 0; i < 5000; i++) ctx.log.info('line ' + i, { i }); console.error('late'); return 'done'; },
  'many-calls': async (params, config, ctx) => Promise.all(Array.from({ length: 100 }, () => ctx.storage.get('k'))),
  'pollute': () => {
    Object.prototype.polluted = 'yes'; Array.prototype.push = () => 0; JSON.stringify = () => '"forged"'; JSON.parse = () => ({ forged: true });
    Promise.prototype.then = undefined; globalThis.leak = 'yes'; return [({}).polluted, globalThis.leak, [1].push(2), JSON.stringify({})].join();
  },
  'look': () => ({ polluted: ({}).polluted ?? null, leak: globalThis.leak ?? null, json: JSON.stringify({ a: 1 }), push: [1].push(2) }),
  'globals': () => Object.getOwnPropertyNames(globalThis).filter(name => ['process', 'require', 'module', 'global', 'ivm', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Buffer', 'fetch', 'setTimeout'].includes(name)),
  'escape-constructor': function () { return this.constructor.constructor('return process')().env; },
  'escape-global': () => globalThis.constructor.constructor('return typeof process')(),
  'escape-ctx': (params, config, ctx) => ctx.fetch.constructor('return typeof process + typeof require')(),
  'escape-stack': (params, config, ctx) => {
    const seen = { runtimeFrames: 0, functions: 0, receivers: 0 };
    Error.prepareStackTrace = (error, frames) => {
      for (const frame of frames) {
        if (String(frame.getFileName()).startsWith('plugin:')) continue;
        seen.runtimeFrames++;
        if (frame.getFunction() !== undefined) seen.functions++;
        if (frame.getThis() !== undefined) seen.receivers++;
      }
      return '';
    };
    ctx.log.info({ toJSON() { return new Error('x').stack; } });
    return seen;
  },
  'escape-callee': (params, config, ctx) => { try { return typeof ctx.log.info.caller; } catch (error) { return error.name; } },
  'ctx-types': (params, config, ctx) => {
    const odd = [];
    const walk = (value, path) => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
      if (!(value instanceof Object)) odd.push(path + ' is of another realm');
      if (!Object.isFrozen(value)) odd.push(path + ' is not frozen');
      for (const key of Object.getOwnPropertyNames(value)) if (key !== 'prototype' && key !== 'configuration') walk(value[key], path + '.' + key);
    };
    walk(ctx, 'ctx');
    return odd;
  },
  'fetch': async (params, config, ctx) => { const answer = await ctx.fetch(params.url, params.init); return { status: answer.status, body: await answer.text(), redirected: answer.redirected }; },
  'fetch-caught': async (params, config, ctx) => { try { await ctx.fetch(params.url); return 'reached'; } catch (error) { return error.code; } },
  'call': async (params, config, ctx) => ctx.storage.set('k', 'v'),
  'graphql': (params, config, ctx) => ctx.graphql('{ me { id } }', { a: 1 }),
  'crypto': async (params, config, ctx) => ({
    hash: await ctx.crypto.hash('sha256', 'abc'), hmac: await ctx.crypto.hmac('sha256', 'Jefe', 'what do ya want for nothing?'),
    bytes: (await ctx.crypto.randomBytes(16)).length, uuid: await ctx.crypto.randomUUID(),
    same: ctx.crypto.timingSafeEqual('abc', 'abc'), differs: ctx.crypto.timingSafeEqual('abc', 'abd'), empty: ctx.crypto.timingSafeEqual('a', ''),
  }),
}, hooks: { 'order.confirmed': async (event, ctx) => ({ order: event.orderId, currency: ctx.configuration.currency }) } };`;
