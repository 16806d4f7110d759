import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const WORKER = resolve(import.meta.dirname, 'src/admin/check-in/offline/door-worker.js');
/** What the check-in page is made of: of these all that they ever load … */
const WHOLE = ['/check-in/check-in.tsx', '/check-in/offline/offline-check-in.tsx'];
/** … and of these, which lead to all pages, what they begin with. */
const FRAME = ['/index.html', '/src/main.tsx', '/admin/admin.tsx'];

type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } };

/** Emits `door-worker.js`, which keeps the files of the check-in page, with their names in this build. */
export function doorWorker(): Plugin {
  return {
    name: 'door-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = new Map(
        Object.values(bundle).flatMap(output => (output.type === 'chunk' ? [[output.fileName, output as Chunk]] : [])),
      );
      const files = new Set<string>();
      const add = (fileName: string, whole: boolean) => {
        const chunk = chunks.get(fileName);
        if (!chunk || files.has(fileName)) return;
        files.add(fileName);
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const asset of chunk.viteMetadata?.importedAssets ?? []) files.add(asset);
        for (const needed of chunk.imports) add(needed, whole);
        if (whole) for (const later of chunk.dynamicImports) add(later, whole);
      };
      for (const [parts, whole] of [
        [FRAME, false],
        [WHOLE, true],
      ] as const) {
        for (const part of parts) {
          const found = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith(part));
          if (found) add(found.fileName, whole);
          else if (part !== '/src/main.tsx')
            this.error(`No chunk begins with ${part}: what would the door worker keep?`);
        }
      }
      const names = JSON.stringify([...files].sort().map(name => `/${name}`));
      const source = readFileSync(WORKER, 'utf8').replace('__DOOR_FILES__', names);
      const version = createHash('sha256').update(source).digest('hex').slice(0, 12);
      const emitted = source.replace('__DOOR_VERSION__', version);
      this.emitFile({ type: 'asset', fileName: 'door-worker.js', source: emitted });
    },
  };
}
