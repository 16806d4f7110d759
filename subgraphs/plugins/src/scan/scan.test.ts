import { BUNDLE_FILES } from '@ticketbase/plugin-sdk/bundle';
import { describe, expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { scanBundle } from './scan-bundle.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const scan = (files: Record<string, string>, network: string[] = []): Finding[] =>
  scanBundle(
    { network, extensions: [{ target: 'ORDER_DETAIL', component: 'Card', input: 'ui/card.graphql' }] },
    new Map(Object.entries(files).map(([name, text]) => [name, bytes(text)])),
    BUNDLE_FILES,
  );
const backend = (source: string, network?: string[]) =>
  scan({ 'backend.js': source }, network).map(({ severity, code, line }) => `${severity} ${code} ${line}`);

describe('what is made of text and run', () => {
  test.each([
    ['eval', 'eval(x)'],
    ['eval out of reach of the scope', '(0, eval)(x)'],
    ['eval of the global object', 'globalThis.eval(x)'],
    ['eval by a text', "globalThis['eval'](x)"],
    ['eval by another call', 'eval.call(null, x)'],
    ['a new Function', 'new Function("a", x)'],
    ['Function without new', 'Function(x)()'],
    ['the constructor of a constructor', '[].constructor.constructor(x)()'],
    ['the constructor of a function', '(() => {})["constructor"](x)()'],
    ['a timer with a text', 'setTimeout("alert(1)", 5)'],
  ])('is found: %s', (_, source) => {
    expect(backend(`\n${source}`)).toEqual(['WARNING DYNAMIC_CODE 2']);
  });

  test('is found: a module whose name is made', () => {
    expect(scan({ 'frontend.js': 'import(name)' }).map(({ code }) => code)).toEqual(['DYNAMIC_CODE']);
    expect(scan({ 'frontend.js': 'import("react")' })).toEqual([]);
  });

  test.each([
    ['a method of that name in words', '"do not eval(this)"; // eval(x)'],
    ['the class of an object', 'new this.constructor(x)'],
    ['a timer with a function', 'setTimeout(() => {}, 5)'],
    ['a check of a type', 'x instanceof Function'],
  ])('is not found in %s', (_, source) => {
    expect(backend(source)).toEqual([]);
  });

  test.each([
    ['base64', 'eval(atob("YWxlcnQ="))'],
    ['codes of characters', 'new Function(String.fromCharCode(97, 98))()'],
    ['a text in percents', 'globalThis["eval"](decodeURIComponent(x))'],
  ])('weighs more when it is decoded first, from %s', (_, source) => {
    expect(backend(source)).toEqual(['SEVERE HIDDEN_CODE 1']);
  });
});

describe('what hides', () => {
  test('is found by names as programs give them; a few of them are nothing', () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, i) => `var _0x${(i + 4096).toString(16)} = 1;`).join('\n');
    expect(backend(names(10))).toEqual(['SEVERE OBFUSCATED null']);
    expect(backend(names(9))).toEqual([]);
  });

  test('is found in long lines of a backend, and in long texts; a frontend is short of lines by its build', () => {
    const long = `f(${'1,'.repeat(3_000)}1)`;
    expect(backend(`\n${long}`)).toEqual(['WARNING LONG_LINE 2']);
    expect(scan({ 'frontend.js': long })).toEqual([]);
    expect(scan({ 'frontend.js': `f("${'QUJD'.repeat(600)}")` }).map(({ code }) => code)).toEqual(['LONG_TEXT']);
  });

  test('is what cannot be parsed', () => {
    expect(backend('let a = ;')).toEqual(['SEVERE NOT_PARSED 1']);
  });

  test('is a file that the build does not make', () => {
    expect(scan({ 'payload.bin': 'x', 'ui/card.graphql': '{ order { id } }', 'README.md': '# A' })).toMatchObject([
      { code: 'UNEXPECTED_FILE', file: 'payload.bin' },
    ]);
  });
});

describe('hosts', () => {
  test('are found that the manifest does not declare, also in templates and with a password', () => {
    const source = 'f("https://api.example.com/a"); g(`wss://user:pw@other.example.net/`); h("http://203.0.113.7/")';
    expect(scan({ 'backend.js': source }, ['api.example.com']).map(({ message }) => message)).toEqual([
      expect.stringContaining('other.example.net'),
      expect.stringContaining('203.0.113.7'),
    ]);
  });

  test('are told ten times and counted then', () => {
    const found = scan({
      'backend.js': Array.from({ length: 15 }, (_, i) => `f("https://h${i}.example.com")`).join(';\n'),
    });
    expect(found).toHaveLength(11);
    expect(found.at(-1)!.message).toBe('and 5 more');
  });
});

describe('secrets', () => {
  test.each([
    ['-----BEGIN RSA PRIVATE KEY-----'],
    [`AKIA${'A1B2C3D4'.repeat(2)}`],
    [`sk_live_${'a1B2'.repeat(6)}`],
    [`tb_${'a1B2'.repeat(8)}`],
    [`ghp_${'a1B2'.repeat(9)}`],
  ])('are found in any file, and not told: %s', secret => {
    const found = scan({ 'backend.js.map': `{"sourcesContent":["\n${secret}"]}` });
    expect(found).toMatchObject([{ severity: 'SEVERE', code: 'SECRET', file: 'backend.js.map', line: 2 }]);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  test('are not what only begins like one', () => {
    expect(scan({ 'README.md': 'Put your key (sk_live_… or tb_…) into the settings; AKIA is a prefix.' })).toEqual([]);
  });
});
