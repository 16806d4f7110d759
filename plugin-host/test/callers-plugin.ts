/** A built backend that leaves things in variables of its module, for later calls to find. */
export const CALLERS_BUNDLE = `
let remembered = null, kept, resume, resumed = null, count = 0;
const heap = [];
const codeOf = async work => { try { await work(); return 'went through'; } catch (error) { return error.code ?? error.name; } };
console.log('loaded');
var __ticketbasePlugin = {
  backendActions: {
    remember: ({ text }) => { const before = remembered; remembered = text; count += 1; return { before, count }; },
    'keep-ctx': (params, config, ctx) => { kept = { ctx, signal: params.listen ? ctx.signal : undefined }; remembered = 'kept a ctx'; return 'done'; },
    'use-kept': async (params, config, ctx) => {
      const { ctx: old, signal } = kept ?? { ctx };
      return {
        fetch: await codeOf(() => old.fetch('https://example.com/')),
        graphql: await codeOf(() => old.graphql('{ me { id } }')),
        storage: await codeOf(() => old.storage.set('k', 'v')),
        crypto: await codeOf(() => old.crypto.randomUUID()),
        sleep: await codeOf(() => old.sleep(1)),
        log: await codeOf(() => old.log.info('from the ctx of an earlier call')),
        signal: await codeOf(() => old.signal.aborted),
        theirSignal: await codeOf(() => ctx.sleep(1, { signal })),
        requests: [old.requestId, ctx.requestId],
      };
    },
    'leave-waiting': ({ text }, config, ctx) => { remembered = text; void ctx.storage.get('k').then(() => ctx.storage.set('late', 1)).catch(() => {}); return 'done'; },
    'leave-promise': async ({ text }, config, ctx) => {
      remembered = text;
      void new Promise(resolve => { resume = resolve; }).then(() => codeOf(() => ctx.storage.set('late', 1))).then(code => { resumed = code; });
      return 'done';
    },
    'resume-promise': async (params, config, ctx) => { resume(); await ctx.storage.get('k'); return resumed; },
    'give-up': async ({ text }, config, ctx) => { remembered = text; try { await ctx.sleep(60_000, { signal: ctx.signal }); } catch { return 'gave up'; } },
    fail: ({ text }) => { remembered = text; throw new Error('failed'); },
    loop: ({ text }) => { remembered = text; for (;;); },
    hoard: ({ text, megabytes }) => { remembered = text; heap.push(new Uint8Array(megabytes * 2 ** 20).fill(1)); return heap.length; },
    log: ({ lines }, config, ctx) => { for (let line = 0; line < lines; line += 1) ctx.log.info('line ' + line); return 'done'; },
    ask: async ({ calls }, config, ctx) => { await Promise.all(Array.from({ length: calls }, () => ctx.storage.get('k'))); return 'done'; },
    pollute: () => { Array.prototype.push = () => 0; globalThis.leak = 'yes'; return 'done'; },
    look: () => ({ push: [1].push(2), leak: globalThis.leak ?? null }),
  },
  hooks: { 'order.confirmed': event => { const before = remembered; remembered = event.text; count += 1; return { before, count }; } },
};`;
