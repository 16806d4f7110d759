import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../src/manifest/json-schema.ts';
import { generateTypes } from '../src/typegen/generate-types.ts';

const TSC = path.resolve(import.meta.dirname, '../../../node_modules/.bin/tsc');
const object = (properties: Record<string, JsonSchema>, rest: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...rest,
});
const types = (input: JsonSchema, hooks: Parameters<typeof generateTypes>[0]['hooks'] = []) =>
  generateTypes({
    configSchema: { type: 'object', additionalProperties: false },
    actions: { 'do-it': { input, public: false } },
    hooks,
  });
const body = (input: JsonSchema) =>
  types(input)
    .match(/type DoItParams = (\{[\s\S]*?^\});/m)?.[1]
    ?.replace(/\s+/g, ' ');

/** What the compiler says about the generated module together with code that uses it; empty if it is content. */
function compile(generated: string, use: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'plugin-types-'));
  try {
    writeFileSync(path.join(dir, 'plugin.ts'), generated);
    writeFileSync(path.join(dir, 'use.ts'), use);
    execFileSync(
      TSC,
      [
        '--strict',
        '--noEmit',
        '--ignoreConfig',
        '--target',
        'es2024',
        '--module',
        'nodenext',
        '--allowImportingTsExtensions',
        path.join(dir, 'use.ts'),
      ],
      {
        stdio: 'pipe',
      },
    );
    return '';
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe('generateTypes', () => {
  test.each<[string, JsonSchema, string]>([
    [
      'required and optional properties',
      object({ a: { type: 'string' }, b: { type: 'integer' } }, { required: ['a'] }),
      '{ a: string; b?: number; }',
    ],
    ['null beside a type', object({ a: { type: ['string', 'null'] } }), '{ a?: string | null; }'],
    [
      'enums and constants',
      object({ a: { enum: ['it\'s "on"', 1, null] }, b: { const: true } }),
      `{ a?: 'it\\'s "on"' | 1 | null; b?: true; }`,
    ],
    [
      'lists',
      object({ a: { type: 'array', items: { enum: ['x', 'y'] } }, b: { type: 'array' } }),
      `{ a?: Array<'x' | 'y'>; b?: unknown[]; }`,
    ],
    [
      'tuples',
      object({ a: { type: 'array', prefixItems: [{ type: 'string' }], items: false } }),
      '{ a?: [item0?: string]; }',
    ],
    [
      'maps',
      object({ a: { type: 'object', additionalProperties: { type: 'number' } } }),
      '{ a?: Record<string, number>; }',
    ],
    [
      'alternatives and combinations',
      object({
        a: { anyOf: [{ type: 'string' }, { type: 'number' }] },
        b: { allOf: [{ enum: [1, 2] }, { type: 'number' }] },
      }),
      '{ a?: string | number; b?: (1 | 2) & number; }',
    ],
    ['names that are no identifiers', object({ 'due-at': { type: 'string' } }), '{ "due-at"?: string; }'],
    ['what it cannot say', object({ a: { not: { type: 'string' } }, b: {} }), '{ a?: unknown; b?: unknown; }'],
  ])('writes %s', (_, schema, expected) => {
    expect(body(schema)).toBe(expected);
  });

  test('names what a $ref leads to, around in circles too', () => {
    const node: JsonSchema = object({ children: { type: 'array', items: { $ref: '#/$defs/node' } } });
    const text = types(object({ tree: { $ref: '#/$defs/node' } }, { $defs: { node } }));
    expect(text).toContain('tree?: DoItParamsNode;');
    expect(text).toMatch(/type DoItParamsNode = \{\s+children\?: DoItParamsNode\[\];/);
  });

  test('lets no description out of its comment', () => {
    const text = types(object({ a: { type: 'string', description: '*/ export const x = 1; /*' } }));
    expect(compile(text, `import type * as P from './plugin.ts'; export const y: P.DoItParams = { a: '' };`)).toBe('');
    expect(text).not.toContain('*/ export');
  });

  test('makes types that the compiler holds code to', () => {
    const text = types(
      object({ method: { enum: ['card', 'cash'] }, amount: { type: 'integer' } }, { required: ['method'] }),
    );
    const use = (params: string) =>
      `import type { Plugin } from './plugin.ts'; export const p: Plugin['actions']['do-it']['input'] = ${params};`;
    expect(compile(text, use(`{ method: 'cash', amount: 1 }`))).toBe('');
    expect(compile(text, use(`{ method: 'cheque' }`))).toContain('TS2322');
    expect(compile(text, use('{ amount: 1 }'))).toContain('TS2741');
  });

  test('types what hooks are told by the events themselves', () => {
    expect(types({ type: 'object' }, ['order.refunded'])).toContain(`'order.refunded': PluginEvent<'order.refunded'>;`);
  });

  test('gives code the names of its secrets, and not their values', () => {
    const configSchema = object(
      { apiKey: { type: 'string', sensitive: true }, region: { type: 'string' } },
      { required: ['apiKey', 'region'], additionalProperties: false },
    );
    const text = generateTypes({ configSchema, actions: {}, hooks: [], secrets: { apiKey: {} } });
    const use = (code: string) => `import type { Plugin } from './plugin.ts'; ${code}`;
    expect(compile(text, use(`export const c: Plugin['configuration'] = { region: 'eu' };`))).toBe('');
    expect(compile(text, use(`export const s: Plugin['secrets'] = 'apiKey';`))).toBe('');
    expect(compile(text, use(`export const c = (p: Plugin) => p.configuration.apiKey;`))).toContain('TS2339');
    expect(compile(text, use(`export const s: Plugin['secrets'] = 'region';`))).toContain('TS2322');
  });
});
