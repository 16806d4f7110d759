import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** A Chromium for the browser tests: CHROMIUM_PATH, one on the machine, or Debian's package. Throws with the remedy. */
export function findChromium(): string {
  const found = process.env.CHROMIUM_PATH ?? onPath() ?? (installed() ? onPath() : undefined);
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium, and there is none on this machine.\n' +
      'Remedy: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.',
  );
}

function onPath(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.flatMap(folder => NAMES.map(name => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs Debian's package if this user may: as root, or by sudo that asks nothing. */
function installed(): boolean {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command!, rest, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
  };
  console.log('Installing Chromium for the browser tests …');
  return (
    apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
  );
}
