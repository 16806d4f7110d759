/** Bytes of a plugin's backend as it is published, of the size that the docs and the measures mean by "a 60 KB plugin". */
const BYTES = 60 * 1024;

const ACTIONS = `
  seats: (params) => ({ seats: params.count * 2, note: 'for ' + params.name }),
  stored: async (params, config, ctx) => {
    for (let call = 0; call < params.calls; call++) await ctx.storage.get('seats');
    return { seats: params.calls };
  },
  spin: () => { for (;;); },
  hoard: () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); },
`;

/** A built backend of 60 KB: a few actions, and functions and tables as libraries bring them along. */
export function pluginBundle(): string {
  const library: string[] = [];
  for (let bytes = ACTIONS.length, index = 0; bytes < BYTES; index += 1) {
    const part =
      `const table${index} = ${JSON.stringify(Object.fromEntries(Array.from({ length: 8 }, (_, row) => [`key${row}`, [index, row, `value ${row}`]])))};\n` +
      `function lookup${index}(key, otherwise) { const found = table${index}[key]; return found ? found[0] + found[1] : otherwise; }\n`;
    library.push(part);
    bytes += part.length;
  }
  return `var __ticketbasePlugin = (() => {\n${library.join('')}return { backendActions: {${ACTIONS}} };\n})();`;
}

/** What the action `seats` does, as a function of this process. */
export const plainSeats = (params: { count: number; name: string }) => ({
  ...{ seats: params.count * 2, note: `for ${params.name}` },
});
