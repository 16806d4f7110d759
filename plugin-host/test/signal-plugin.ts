/** A built backend whose actions use, or misuse, `ctx.signal`. */
export const SIGNAL_BUNDLE = `
const told = ctx => new Promise(resolve => ctx.signal.addEventListener('abort', resolve));
var __ticketbasePlugin = { backendActions: {
  'no-signal': async (params, config, ctx) => { await ctx.storage.set('started', true); await ctx.sleep(60_000); await ctx.storage.set('tidied', true); },
  'tidy': async (params, config, ctx) => {
    const { signal } = ctx, before = [signal.aborted, signal.reason], heard = [];
    signal.addEventListener('abort', function (event) { heard.push([event.type, event.target === signal, this === signal]); });
    signal.addEventListener('abort', { handleEvent: event => heard.push('an object') });
    signal.onabort = () => heard.push('onabort');
    const gone = () => heard.push('removed');
    signal.addEventListener('abort', gone); signal.removeEventListener('abort', gone);
    const waiting = told(ctx);
    await ctx.storage.set('started', true);
    await waiting;
    await ctx.storage.set('tidied', true);
    const { name, code } = signal.reason;
    let thrown; try { signal.throwIfAborted(); } catch (error) { thrown = error === signal.reason; }
    return { before, heard, aborted: signal.aborted, name, code, isError: signal.reason instanceof Error, thrown, same: ctx.signal === signal };
  },
  'throw-reason': async (params, config, ctx) => { const waiting = told(ctx); await ctx.storage.set('started', true); await waiting; ctx.signal.throwIfAborted(); },
  'not-heeded': async (params, config, ctx) => { ctx.signal.aborted; await ctx.storage.set('started', true); for (;;) await ctx.sleep(20); },
  'fetch-with': async ({ url }, config, ctx) => {
    const ended = await ctx.fetch(url, { signal: ctx.signal }).catch(error => [error.name, error === ctx.signal.reason]);
    await ctx.storage.set('ended', ended);
    return ctx.fetch(url, { signal: ctx.signal }).catch(error => error.name);
  },
  'fetch-without': async ({ url }, config, ctx) => { const waiting = told(ctx); ctx.fetch(url).catch(() => {}); await waiting; await ctx.storage.set('told', true); return 'done'; },
  'tell': async ({ url }, config, ctx) => {
    ctx.signal.addEventListener('abort', () => ctx.fetch(url + '/told', { method: 'POST' }));
    await ctx.fetch(url + '/started');
    await ctx.sleep(60_000);
  },
  'sleeps': async (params, config, ctx) => {
    const { signal } = ctx;
    const sleeps = Array.from({ length: 63 }, () => ctx.sleep(60_000, { signal }).catch(error => error.name));
    await ctx.storage.set('started', true);
    const names = new Set(await Promise.all(sleeps));
    // They have freed their places among the calls that may wait.
    await ctx.sleep(20);
    await Promise.all(Array.from({ length: 64 }, () => ctx.sleep(1)));
    return [...names];
  },
  'listener-throws': async (params, config, ctx) => {
    const heard = [], waiting = told(ctx);
    for (const thrown of [new TypeError('mine'), 'a text', undefined, { get stack() { throw 1; } }]) ctx.signal.addEventListener('abort', () => { throw thrown; });
    ctx.signal.addEventListener('abort', { get handleEvent() { throw new Error('from a getter'); } });
    ctx.signal.addEventListener('abort', () => heard.push('the last'));
    await ctx.storage.set('started', true);
    await waiting;
    return heard;
  },
  'listener-rejects': async (params, config, ctx) => { ctx.signal.addEventListener('abort', async () => { throw new Error('later'); }); await ctx.storage.set('started', true); await ctx.sleep(60_000); },
  'listener-loops': async (params, config, ctx) => { ctx.signal.addEventListener('abort', () => { for (;;); }); await ctx.storage.set('started', true); await ctx.sleep(60_000); },
  'listener-adds': async (params, config, ctx) => {
    let heard = 0;
    const add = () => { heard += 1; ctx.signal.addEventListener('abort', () => add()); };
    const waiting = told(ctx);
    add();
    await ctx.storage.set('started', true);
    await waiting;
    return heard;
  },
  'many-listeners': async (params, config, ctx) => {
    let heard = 0;
    const waiting = told(ctx);
    for (let i = 0; i < 20_000; i++) ctx.signal.addEventListener('abort', () => { heard += 1; });
    await ctx.storage.set('started', true);
    await waiting;
    return heard;
  },
  'listener-bomb': async (params, config, ctx) => { for (let i = 0; ; i++) ctx.signal.addEventListener('abort', () => i); },
  'calls-after': async (params, config, ctx) => {
    const waiting = told(ctx);
    await ctx.storage.set('started', true);
    await waiting;
    for (;;) await ctx.fetch(params.url, { signal: ctx.signal }).catch(() => {});
  },
  'overwrites': async (params, config, ctx) => {
    globalThis.AbortSignal = class { static abort() { return { aborted: true }; } };
    globalThis.EventTarget = undefined;
    const { signal } = ctx, failed = [];
    for (const change of [() => { 'use strict'; signal.aborted = true; }, () => { 'use strict'; signal.reason = 'mine'; }, () => { 'use strict'; signal.addEventListener = () => {}; }, () => { Object.defineProperty(signal, 'aborted', { value: true }); }, () => { Object.defineProperty(ctx, 'signal', { value: null }); }])
      try { change(); failed.push('changed'); } catch (error) { failed.push(error.name); }
    const waiting = new Promise(resolve => signal.addEventListener('abort', resolve));
    Map.prototype.forEach = Map.prototype.get = Map.prototype.set = () => { throw new Error('mine'); };
    globalThis.Map = undefined;
    await ctx.storage.set('started', true);
    await waiting;
    return [failed.join(), signal.aborted, typeof signal.reason];
  },
  'foreign-signals': async ({ url }, config, ctx) => {
    let calls = 0;
    const storm = { aborted: false, addEventListener: (type, listener) => { for (;;) { calls += 1; listener(); } }, throwIfAborted() { calls += 1; } };
    const names = [];
    for (const signal of [storm, {}, 'text', { aborted: true, reason: 1 }, Object.create(ctx.signal), new Proxy(ctx.signal, {})])
      for (const use of [() => ctx.fetch(url, { signal }), () => ctx.sleep(60_000, { signal })]) names.push(await use().catch(error => error.name));
    return [calls, [...new Set(names)], await ctx.sleep(1, { signal: null }) ?? 'slept'];
  },
} };`;
