import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** What a process that logs so prints: pino writes past `process.stdout`. */
async function logged(statement: string): Promise<string> {
  const program = `import { createLogger } from ${JSON.stringify(new URL('./logger.ts', import.meta.url).href)};
const logger = createLogger('test', 'info');
${statement}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout;
}

test('a line tells no secret', async () => {
  const line = await logged(`logger.info({ input: { password: 'hunter2', name: 'Ada' } }, 'told')`);
  expect(line).toContain('Ada');
  expect(line).not.toContain('hunter2');
});

test('a refused statement is logged without the values of its row', async () => {
  const line = await logged(`logger.error({ err: Object.assign(new Error('duplicate key value violates "user_email"'), {
    constraint: 'user_email', detail: 'Key (email)=(ada@example.org) already exists.', where: 'COPY user, line 1: "ada@example.org"',
  }) }, 'unexpected fault')`);
  expect(line).toContain('user_email');
  expect(line).not.toContain('ada@example.org');
});
