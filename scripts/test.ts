/**
 * All tests, as CI runs them: builds (the end-to-end tests run what `npm start` runs), finds a Chromium, then unit and
 * subgraph tests, end-to-end and browser tests, and the end-to-end tests again over separate processes. One after the
 * other: each part wants the whole machine. Arguments go to vitest instead: `npm test -- --project unit events`.
 */
import { spawnSync } from 'node:child_process';
import { build, root } from './build.ts';
import { findChromium } from './chromium.ts';
import { plainUnlessTerminal } from './plain-output.ts';

const PARTS = [
  ['--project', 'unit'],
  ['--project', 'e2e'],
  // The short part of `npm run test:faults`.
  ['--project', 'faults', 'e2e/faults/properties', 'e2e/faults/reconciliation'],
  ['--project', 'browser'],
  ['--project', 'e2e-distributed'],
];

try {
  const chromium = findChromium();
  await build();
  const given = process.argv.slice(2);
  for (const args of given.length > 0 ? [given] : PARTS) {
    const { status } = spawnSync('vitest', ['run', ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...plainUnlessTerminal(), CHROMIUM_PATH: chromium, NODE_ENV: 'test' },
    });
    if (status !== 0) process.exitCode = status ?? 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
