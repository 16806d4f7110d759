/**
 * Installs the dependencies when `node_modules` is not what the lock file says. Runs before `npm start` and `npm test`
 * on whatever Node the host has (20 or newer), so it uses nothing that must be installed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major] = process.versions.node.split('.');
if (Number(major) < 20) {
  console.error(`TicketBase needs Node 20 or newer to install itself; this is ${process.version}.`);
  process.exit(1);
}

if (!isInstalled()) {
  console.log('Installing dependencies (about a minute, once per change of package-lock.json) …');
  const npm = process.env.npm_execpath;
  // Warnings of packages that want the Node which is only being installed would hide what matters.
  const ci = ['ci', '--loglevel=error'];
  const [command, args] = npm ? [process.execPath, [npm, ...ci]] : ['npm', ci];
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error('npm ci failed; what it printed above says why.');
    process.exit(status ?? 1);
  }
}

function isInstalled() {
  const wanted = read('package-lock.json')?.packages;
  const present = read('node_modules/.package-lock.json')?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    // Workspaces are links; an optional package may be for another system.
    if (!path.startsWith('node_modules/') || entry.link || entry.optional || entry.devOptional) return true;
    return present[path]?.version === entry.version;
  });
}

function read(file) {
  try {
    return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
  } catch {
    return undefined;
  }
}
