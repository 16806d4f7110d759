import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

/** Every file that reads variables out of an environment. */
const SOURCES = globSync(['{standalone,gateway,plugin-host}/src/**/*.ts', '{subgraphs,packages}/*/src/**/*.ts'], {
  cwd: root,
}).filter(file => !file.endsWith('.test.ts') && /\bparseEnvironment\(|NodeJS\.ProcessEnv/.test(read(file)));

/** Keys of zod objects, and what is read off an environment by name. */
const variablesOf = (source: string) =>
  new Set(
    [...source.matchAll(/(?:^\s+|[{,] )([A-Z][A-Z0-9_]+): (?=[a-z])|(?<!process\.)\benv\.([A-Z][A-Z0-9_]+)/gm)].map(
      ([, a, b]) => (a ?? b)!,
    ),
  );

const variablesOfExample = (text: string) =>
  new Set([...text.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name!));

const variablesOfPage = (text: string) =>
  new Set([...text.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map(([, name]) => name!));

const differences = (known: ReadonlySet<string>, documented: ReadonlySet<string>) => ({
  missing: [...known].filter(name => !documented.has(name)).sort(),
  unknown: [...documented].filter(name => !known.has(name)).sort(),
});

describe('the documentation of the configuration', () => {
  const known = new Set(SOURCES.flatMap(file => [...variablesOf(read(file))]));
  const none = { missing: [], unknown: [] };

  test('reads the variables of every part', () => {
    const parts = ['standalone', 'gateway', 'subgraphs/users', 'subgraphs/analytics', 'packages/subgraph-kit'];
    for (const part of parts)
      expect(
        SOURCES.some(file => file.startsWith(`${part}/`)),
        part,
      ).toBe(true);
    for (const file of SOURCES) expect(variablesOf(read(file)).size, file).toBeGreaterThan(0);
    expect(known).toContain('GATEWAY_URL');
    expect(known).toContain('S3_BUCKET');
    expect(known).toContain('CORS_ORIGINS');
    expect(known).toContain('TICKETBASE_TOKEN');
  });

  test('has every variable in .env.example, and no other', () => {
    expect(differences(known, variablesOfExample(read('.env.example')))).toEqual(none);
  });

  test('has every variable in docs/configuration.md, and no other', () => {
    expect(differences(known, variablesOfPage(read('docs/configuration.md')))).toEqual(none);
  });

  test('has every flag of the plugin host, and no other', () => {
    const source = read('plugin-host/src/config.ts');
    const numbers = /const NUMBERS = \{(.+?)\};/s.exec(source)![1]!;
    const flags = new Set([
      ...[...numbers.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map(([, name]) => `--${name}`),
      ...['--listen', '--token-file', '--token-stdin', '--log-level', '--development'],
    ]);
    const documented = new Set(
      [...read('docs/configuration.md').matchAll(/^\| `(--[a-z-]+)/gm)].map(([, flag]) => flag!),
    );
    expect(differences(flags, documented)).toEqual(none);
  });

  test('would notice a variable that is missing, and one that nothing reads', () => {
    const source = 'z.object({ KNOWN_ONE: z.string(),\n  KNOWN_TWO: count(3) }); // NOT_THIS';
    const page = '| `KNOWN_ONE` | what it is |\n| `GONE` | what it was |\n';
    expect(differences(variablesOf(source), variablesOfPage(page))).toEqual({
      missing: ['KNOWN_TWO'],
      unknown: ['GONE'],
    });
    expect(differences(variablesOf(source), variablesOfExample('# KNOWN_ONE=1\nGONE=\n'))).toEqual({
      missing: ['KNOWN_TWO'],
      unknown: ['GONE'],
    });
  });
});
