import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseStandaloneConfig } from '../src/config.ts';
import { paths } from '../src/paths.ts';
import { loadSecrets } from '../src/secrets.ts';

const deploy = join(paths.root, 'deploy');
const made = () =>
  Object.fromEntries(
    execFileSync(process.execPath, [join(deploy, 'secrets.mjs')], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** The variables that the compose file gives the server beside its `.env`, with their defaults. */
const composed = (env: Record<string, string>) => {
  const [, service = ''] = /^ {2}ticketbase:\n((?: {4}.*\n)*)/m.exec(
    readFileSync(join(deploy, 'compose.yml'), 'utf8'),
  )!;
  const given = [...service.matchAll(/^ {6}([A-Z0-9_]+): (.+)$/gm)].map(([, name, value]) => [
    name!,
    value!.replaceAll(
      /\$\{(\w+)(?::-([^}]*))?\}/g,
      (_, variable: string, otherwise = '') => env[variable] ?? otherwise,
    ),
  ]);
  return Object.fromEntries(given) as Record<string, string>;
};

test('the compose file and its secrets are all that production asks for', async () => {
  const env = made();
  const config = parseStandaloneConfig({ ...env, ...composed(env), NODE_ENV: 'production' });
  expect(config).toMatchObject({ production: true, requireConfinement: true, demo: false });
  await expect(loadSecrets(config)).resolves.toMatchObject({ SUBGRAPH_SECRET: env.SUBGRAPH_SECRET });
  for (const name of Object.keys(env)) {
    const { [name]: _, ...others } = env;
    const without = { ...others, ...composed(others), NODE_ENV: 'production' };
    // Passwords of servers stand in their URLs.
    if (name.endsWith('_PASSWORD')) expect(without).not.toEqual({ ...without, ...composed(env) });
    else expect(() => parseStandaloneConfig(without), name).toThrow(`${name}: is required`);
  }
});

test('secrets are made anew each time', () => {
  const [one, other] = [made(), made()];
  for (const [name, value] of Object.entries(one)) expect(other[name], name).not.toBe(value);
});
