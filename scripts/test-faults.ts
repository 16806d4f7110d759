/**
 * What must hold when processes are killed, servers restarted and clocks moved, and over many random sequences; some
 * minutes. `npm test` runs the short part of it. Arguments go to vitest: `npm run test:faults -- saga`.
 */
import { build } from './build.ts';
import { runVitest, summary } from './vitest.ts';

/** Random sequences, where `npm test` tries two dozen. */
const SEQUENCES = '60';

try {
  await build();
  const run = runVitest(['--project', 'faults', ...process.argv.slice(2)], {
    PROPERTY_RUNS: SEQUENCES,
    ...process.env,
  });
  console.log(summary([run]));
  process.exitCode = run.status;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
