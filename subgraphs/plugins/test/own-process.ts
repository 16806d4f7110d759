import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Starts a script of the tests as a process of its own, so that it can be killed. It is bundled first, since Node runs no
 * decorators; what it prints on standard error is this process's.
 */
export async function startOwnProcess(script: URL, argument: unknown): Promise<ChildProcess> {
  // Beside the sources, where its dependencies are found.
  const outfile = fileURLToPath(new URL(`./.own-process-${randomUUID()}.mjs`, import.meta.url));
  await build({
    entryPoints: [fileURLToPath(script)],
    outfile,
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node24', conditions: ['source'] },
    tsconfigRaw: {
      compilerOptions: { experimentalDecorators: true, target: 'es2024', useDefineForClassFields: false },
    },
    plugins: [
      {
        name: 'third-parties-stay-outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || isOurs(path) ? undefined : { path, external: true },
          ),
      },
    ],
  });
  const child = spawn(process.execPath, ['--conditions=source', outfile, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Only then: how soon it is read, nobody knows.
  child.once('exit', () => void rm(outfile, { force: true }));
  return child;
}

/** The plugin host is none of them: it finds its worker beside its own sources. */
const isOurs = (path: string) => path.startsWith('@ticketbase/') && !path.startsWith('@ticketbase/plugin-host');
