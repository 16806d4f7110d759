import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
  /** Files that failed first and passed when they were run once more. */
  readonly flaky: readonly string[];
}

/** A file of tests, as vitest's report has it. */
interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { status: string }[];
}

/** More files than that do not fail by chance. */
const MOST_FLAKY = 3;

/**
 * Runs vitest, prints what it prints, and counts its tests. A run that ends before it counted has none. In CI, where a
 * busy machine can fail what never fails elsewhere, the few files that failed are run once more, by themselves, and named.
 */
export function runVitest(args: readonly string[], env: NodeJS.ProcessEnv): TestRun {
  const first = run(args, env);
  const failed = first.files.filter(file => file.status === 'failed');
  const retried = env.CI && first.status !== 0 && failed.length > 0 && failed.length <= MOST_FLAKY;
  if (!retried) return { status: first.status, ...countsOf(first.files), flaky: [] };

  const names = failed.map(({ name }) => relative(root, name));
  console.log(`Failed, and run once more:\n${names.map(name => `  ${name}`).join('\n')}\n`);
  const project = args.filter((arg, at) => arg === '--project' || args[at - 1] === '--project');
  const second = run([...project, ...names], env);
  const others = first.files.filter(file => file.status !== 'failed');
  return {
    status: second.status,
    ...countsOf([...others, ...second.files]),
    flaky: second.status === 0 ? names : [],
  };
}

/** The last lines of a whole run of several parts: a reader of a long log looks for them at its end. */
export function summary(runs: readonly TestRun[]): string {
  const sum = (of: (run: TestRun) => number) => runs.reduce((total, run) => total + of(run), 0);
  const failed = sum(run => run.failed);
  const passed = sum(run => run.passed);
  const skipped = sum(run => run.total) - passed - failed;
  const flaky = runs.flatMap(run => run.flaky);
  return [
    ...(flaky.length > 0 ? [`Flaky, passed when run once more: ${flaky.join(', ')}`] : []),
    `Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n');
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): { status: number; files: readonly FileReport[] } {
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
    return { status: status ?? 1, files: filesOf(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesOf(report: string): readonly FileReport[] {
  try {
    return (JSON.parse(readFileSync(report, 'utf8')) as { testResults: FileReport[] }).testResults;
  } catch {
    return [];
  }
}

function countsOf(files: readonly FileReport[]): Pick<TestRun, 'passed' | 'failed' | 'total'> {
  const tests = files.flatMap(file => file.assertionResults);
  const count = (status: string) => tests.filter(test => test.status === status).length;
  return { passed: count('passed'), failed: count('failed'), total: tests.length };
}
