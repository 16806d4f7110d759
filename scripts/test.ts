/**
 * All tests, as CI runs them: builds (the end-to-end tests run what `npm start` runs), finds a Chromium, then unit,
 * subgraph, end-to-end and browser tests. Arguments go to vitest: `npm test -- --project unit events`.
 */
import { spawnSync } from 'node:child_process';
import { build, root } from './build.ts';
import { findChromium } from './chromium.ts';

try {
  const chromium = findChromium();
  await build();
  const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHROMIUM_PATH: chromium, NODE_ENV: 'test' },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
