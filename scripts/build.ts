import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds every package that changed since it was last built. Rejects with what turbo printed. */
export async function build(...filters: string[]): Promise<void> {
  const args = ['run', 'build', '--output-logs=errors-only', '--ui=stream', ...filters.map(name => `--filter=${name}`)];
  const { code, output } = await run('turbo', args);
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
}

/** Runs a program of node_modules/.bin and gathers what it prints. */
export async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', data => {
    output += data;
  });
  child.stderr.on('data', data => {
    output += data;
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', status => resolve(status ?? 1));
  });
  return { code, output };
}
