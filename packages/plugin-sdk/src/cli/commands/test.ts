import { globSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { readPluginSource } from '../../bundle/build-plugin.ts';
import { type CommandResult, faults } from '../command-result.ts';
import type { CliConfig } from '../config.ts';

const TEST_FILES = '{src,test}/**/*.test.{ts,js,mjs}';
/** Run from source, the SDK's own packages are taken from source too. */
const EXEC_ARGV = import.meta.url.endsWith('.ts') ? ['--conditions=source'] : [];

/** How long the tests of one file may take. */
const FILE_MS = 120_000;

interface TestOutcome {
  file: string;
  name: string;
  ok: boolean;
  durationMs: number;
  /** What was wrong; absent if nothing was. */
  message?: string;
}

/** Runs the plugin's test files, each in a process of its own, with the test runner of Node. */
export async function test({ dir }: CliConfig): Promise<CommandResult> {
  const root = path.resolve(dir);
  const source = await readPluginSource(root);
  if (!source.ok) return faults('test', source.issues);
  const files = globSync(TEST_FILES, { cwd: root }).sort();
  if (files.length === 0) return faults('test', [{ file: '.', message: `has no test file (${TEST_FILES})` }]);
  const { outcomes, output } = await runFiles(root, files);
  const failed = outcomes.filter(({ ok }) => !ok);
  const summary = `${outcomes.length - failed.length} passed, ${failed.length} failed`;
  return {
    exitCode: failed.length > 0 ? 1 : 0,
    report: {
      ok: failed.length === 0,
      command: 'test',
      passed: outcomes.length - failed.length,
      failed: failed.length,
      tests: outcomes,
      output,
    },
    text: [...(output ? [output.trimEnd()] : []), ...outcomes.map(line), summary].join('\n'),
  };
}

const line = ({ ok, name, file, durationMs, message }: TestOutcome) =>
  ok ? `✓ ${name} (${Math.round(durationMs)} ms)` : `✗ ${name} (${file})\n${message?.replace(/^/gm, '    ')}`;

async function runFiles(root: string, files: string[]) {
  const outcomes: TestOutcome[] = [];
  let output = '';
  const events = run({
    cwd: root,
    files: files.map(file => path.join(root, file)),
    timeout: FILE_MS,
    execArgv: EXEC_ARGV,
  });
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') output += data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const error = type === 'test:fail' ? (data.details.error as Error & { failureType?: string }) : undefined;
    // A suite, or a file, ends as the tests in it do; it counts by itself only when it broke outside of them.
    const isGroup = data.details.type === 'suite' || path.resolve(root, data.name) === data.file;
    if (isGroup && (!error || error.failureType === 'subtestsFailed')) continue;
    outcomes.push({
      file: path.relative(root, data.file ?? root),
      name: path.isAbsolute(data.name) ? path.relative(root, data.name) : data.name,
      ok: !error,
      durationMs: data.details.duration_ms,
      ...(error && { message: describe(error) }),
    });
  }
  return { outcomes, output };
}

/** The runner wraps what a test threw; its own words are the ones to show. */
function describe(error: Error): string {
  const cause = error.cause;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? error.message);
}
