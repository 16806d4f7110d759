import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigurationError, parseEnvironment } from './environment.ts';

const schema = z.object({
  PORT: z.coerce.number().int(),
  SECRET: z.string().min(8),
  LEVEL: z.string().default('info'),
});

function faultsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    parseEnvironment(schema, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

test('absent and empty variables without a default are told as required, all of them at once', () => {
  expect(faultsOf({ SECRET: '' })).toEqual(['PORT: is required', 'SECRET: is required']);
});

test('a variable that is given and wrong is told by what is wrong, without its value', () => {
  const faults = faultsOf({ PORT: 'http', SECRET: 'short' });
  expect(faults).toHaveLength(2);
  for (const fault of faults) expect(fault).not.toMatch(/is required|http|short$/);
});

test('a variable with a default may be absent or empty', () => {
  expect(parseEnvironment(schema, { PORT: '1', SECRET: 'long enough', LEVEL: '' })).toMatchObject({ LEVEL: 'info' });
});

test('a process that is told too little ends with EX_CONFIG and the lines, without a stack trace', () => {
  const from = JSON.stringify(new URL('environment.ts', import.meta.url).href);
  const run = (thrown: string) =>
    spawnSync(
      process.execPath,
      [
        ...['--input-type=module', '--eval'],
        `import { ConfigurationError, startProcess } from ${from}; await startProcess(async () => { throw ${thrown}; });`,
      ],
      { encoding: 'utf8' },
    );
  const told = run("new ConfigurationError(['PORT: is required'])");
  expect(told.status).toBe(78);
  expect(told.stderr).toBe('The configuration is not valid:\n  - PORT: is required\n');
  // Any other fault is for whoever reads the code.
  const fault = run("new Error('elsewhere')");
  expect(fault.status).toBe(1);
  expect(fault.stderr).toMatch(/Error: elsewhere\n\s+at /);
});
