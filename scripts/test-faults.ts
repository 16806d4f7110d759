/**
 * What must hold when processes are killed, servers restarted and clocks moved, and over many random sequences; some
 * minutes. `npm test` runs the short part of it. Arguments go to vitest: `npm run test:faults -- saga`.
 */
import { spawnSync } from 'node:child_process';
import { build, root } from './build.ts';
import { plainUnlessTerminal } from './plain-output.ts';

/** Random sequences, where `npm test` tries a dozen. */
const SEQUENCES = '100';

try {
  await build();
  const { status } = spawnSync('vitest', ['run', '--project', 'faults', ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { PROPERTY_RUNS: SEQUENCES, ...process.env, ...plainUnlessTerminal(), NODE_ENV: 'test' },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
