/** `npm run create-plugin -- <folder>`: writes a new plugin that takes the SDK from this checkout, built. */
import { spawnSync } from 'node:child_process';
import { build } from './build.ts';

await build('@ticketbase/plugin-testing');
const { status } = spawnSync('ticketbase-plugin', ['create', ...process.argv.slice(2)], {
  // Where it was typed: npm runs scripts in the root of the checkout.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
