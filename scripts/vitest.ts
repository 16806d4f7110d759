import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.ts';
import { plainUnlessTerminal } from './plain-output.ts';

/** What one run of vitest came to. */
export interface TestRun {
  /** 0 if everything passed. */
  readonly status: number;
  readonly passed: number;
  readonly failed: number;
  /** With those that were skipped. */
  readonly total: number;
}

/** Runs vitest, prints what it prints, and counts its tests. A run that ends before it counted has none. */
export function runVitest(args: readonly string[], env: NodeJS.ProcessEnv): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbase-tests-'));
  const report = join(folder, 'report.json');
  try {
    const { status } = spawnSync(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...env, ...plainUnlessTerminal(), NODE_ENV: 'test' },
      },
    );
    return { status: status ?? 1, ...countsOf(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for a whole run of several parts, which a reader of a long log looks for at its end. */
export function summary(runs: readonly TestRun[]): string {
  const sum = (of: (run: TestRun) => number) => runs.reduce((total, run) => total + of(run), 0);
  const failed = sum(run => run.failed);
  const passed = sum(run => run.passed);
  const skipped = sum(run => run.total) - passed - failed;
  return `Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function countsOf(report: string): Omit<TestRun, 'status'> {
  try {
    const counts: { numPassedTests: number; numFailedTests: number; numTotalTests: number } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: counts.numPassedTests, failed: counts.numFailedTests, total: counts.numTotalTests };
  } catch {
    return { passed: 0, failed: 0, total: 0 };
  }
}
