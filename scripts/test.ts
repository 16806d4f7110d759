/**
 * All tests, as CI runs them: builds (the end-to-end tests run what `npm start` runs), finds a Chromium, then unit and
 * subgraph tests, end-to-end and browser tests, and the end-to-end tests again over separate processes. One after the
 * other: each part wants the whole machine. Arguments go to vitest instead: `npm test -- --project unit events`.
 */
import { build } from './build.ts';
import { findChromium } from './chromium.ts';
import { runVitest, summary } from './vitest.ts';

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
  const env = { ...process.env, CHROMIUM_PATH: chromium };
  const runs = (given.length > 0 ? [given] : PARTS).map(args => runVitest(args, env));
  console.log(summary(runs));
  if (runs.some(run => run.status !== 0)) process.exitCode = 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
