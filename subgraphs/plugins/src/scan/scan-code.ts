import { type Node, parse } from 'acorn';
import { ancestor } from 'acorn-walk';
import type { Finding, FindingCode, FindingSeverity } from './finding.ts';

/** Functions that make code out of the text they are given. */
const EVALUATORS = new Set(['eval', 'Function', 'AsyncFunction', 'GeneratorFunction']);
/** Functions that make readable text out of text that is not. */
const DECODERS = new Set(['atob', 'unescape', 'decodeURIComponent', 'fromCharCode', 'fromCodePoint', 'fromBase64']);
/** Names as programs give them that make code hard to read; so many are no accident. */
const OBFUSCATED_NAME = /^_0x[0-9a-f]{3,}$/;
const OBFUSCATED_NAMES = 10;
const LONG_TEXT = 2_000;
const LONG_LINE = 5_000;
/** Findings of one kind in one file that are told; the last one counts the rest. */
const TOLD = 10;

// The nodes of acorn's tree that are looked at; acorn's own types are a union of all.
interface AnyNode extends Node {
  readonly name?: string;
  readonly value?: unknown;
  readonly callee?: AnyNode;
  readonly object?: AnyNode;
  readonly property?: AnyNode;
  readonly computed?: boolean;
  readonly arguments?: readonly AnyNode[];
  readonly source?: AnyNode;
  readonly expressions?: readonly AnyNode[];
  readonly quasis?: ReadonlyArray<{ readonly value: { readonly cooked?: string | null } }>;
}

/** What is known of a file beside its text. */
export interface ScannedFile {
  readonly name: string;
  readonly text: string;
  /** The build of a frontend shortens lines and names; a backend's does not. */
  readonly minified: boolean;
}

/**
 * Looks through the code of a bundle as a reviewer would, by its syntax tree: how it makes code out of text, how it
 * hides what it does, and which hosts it names that are not declared.
 */
export function scanCode(file: ScannedFile, network: readonly string[]): Finding[] {
  const findings = new Findings(file.name);
  if (!file.minified) longLines(file.text, findings);
  let tree: Node;
  try {
    tree = parse(file.text, {
      ecmaVersion: 'latest',
      sourceType: file.minified ? 'module' : 'script',
      locations: true,
    });
  } catch (error) {
    findings.add(
      'SEVERE',
      'NOT_PARSED',
      (error as { loc?: { line: number } }).loc?.line ?? null,
      (error as Error).message,
    );
    return findings.all;
  }
  const names = new Set<string>();
  ancestor(tree, {
    CallExpression: node => call(node as AnyNode, findings),
    NewExpression: node => call(node as AnyNode, findings),
    ImportExpression: node => {
      if ((node as AnyNode).source?.type !== 'Literal')
        findings.add('WARNING', 'DYNAMIC_CODE', lineOf(node), 'imports a module whose name is made while it runs');
    },
    Identifier: node => void names.add((node as AnyNode).name!),
    Pattern: node => {
      const { name } = node as AnyNode;
      if (name !== undefined) names.add(name);
    },
    Literal: node => {
      const { value } = node as AnyNode;
      if (typeof value === 'string') text(value, lineOf(node), network, findings);
    },
    TemplateLiteral: node => {
      for (const { value } of (node as AnyNode).quasis ?? []) text(value.cooked ?? '', lineOf(node), network, findings);
    },
  });
  const hidden = [...names].filter(name => OBFUSCATED_NAME.test(name));
  if (hidden.length >= OBFUSCATED_NAMES)
    findings.add(
      'SEVERE',
      'OBFUSCATED',
      null,
      `has ${hidden.length} names such as ${hidden[0]}, as programs that hide code give them`,
    );
  return findings.all;
}

/** Collects findings: each once for a line, and not without end. */
class Findings {
  private readonly file: string;
  private readonly found = new Map<string, Finding>();
  private readonly counts = new Map<string, number>();

  constructor(file: string) {
    this.file = file;
  }

  add(severity: FindingSeverity, code: FindingCode, line: number | null, message: string): void {
    const key = `${code}:${line}:${message}`;
    if (this.found.has(key)) return;
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= TOLD) this.found.set(key, { severity, code, file: this.file, line, message });
  }

  get all(): Finding[] {
    const more = [...this.counts].filter(([, count]) => count > TOLD);
    return [
      ...this.found.values(),
      ...more.map(([code, count]): Finding => {
        const { severity } = [...this.found.values()].find(finding => finding.code === code)!;
        return {
          severity,
          code: code as FindingCode,
          file: this.file,
          line: null,
          message: `and ${count - TOLD} more`,
        };
      }),
    ];
  }
}

const lineOf = (node: Node): number | null => node.loc?.start.line ?? null;

function call(node: AnyNode, findings: Findings): void {
  const name = calledName(node.callee);
  const evaluates = name !== undefined && EVALUATORS.has(name);
  const delayed = (name === 'setTimeout' || name === 'setInterval') && isText(node.arguments?.[0]);
  if (!evaluates && !delayed && !isConstructorOfFunction(node.callee)) return;
  // Without arguments, Function only is a function that does nothing.
  if (node.arguments?.length === 0) return;
  if (node.arguments?.some(decodes))
    findings.add(
      'SEVERE',
      'HIDDEN_CODE',
      lineOf(node),
      `runs text as code that it decodes first (${name ?? 'constructor'})`,
    );
  else
    findings.add(
      'WARNING',
      'DYNAMIC_CODE',
      lineOf(node),
      `makes code out of text (${name ?? 'a function’s constructor'})`,
    );
}

/** `eval`, `globalThis.eval`, `window['eval']`, `(0, eval)`: the last name. */
function calledName(callee: AnyNode | undefined): string | undefined {
  if (!callee) return undefined;
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'SequenceExpression') return calledName(callee.expressions?.at(-1));
  if (callee.type === 'ParenthesizedExpression') return calledName((callee as { expression?: AnyNode }).expression);
  if (callee.type !== 'MemberExpression') return undefined;
  const property = propertyName(callee);
  // `call`, `apply` and `bind` lead to what they stand behind.
  return ['call', 'apply', 'bind'].includes(property ?? '') ? calledName(callee.object) : property;
}

const propertyName = ({ property, computed }: AnyNode): string | undefined =>
  computed ? (typeof property?.value === 'string' ? property.value : undefined) : property?.name;

/** `x.constructor.constructor(…)`, and `(() => {}).constructor(…)`: Function under another name. */
function isConstructorOfFunction(callee: AnyNode | undefined): boolean {
  if (callee?.type !== 'MemberExpression' || propertyName(callee) !== 'constructor') return false;
  const { object } = callee;
  if (object?.type === 'MemberExpression') return propertyName(object) === 'constructor';
  return object?.type === 'FunctionExpression' || object?.type === 'ArrowFunctionExpression';
}

const isText = (node: AnyNode | undefined): boolean =>
  (node?.type === 'Literal' && typeof node.value === 'string') || node?.type === 'TemplateLiteral';

/** True if the value comes straight out of something that decodes. */
function decodes(node: AnyNode): boolean {
  let found = false;
  ancestor(node, {
    CallExpression: inner => {
      if (DECODERS.has(calledName((inner as AnyNode).callee) ?? '')) found = true;
    },
  });
  return found;
}

function text(value: string, line: number | null, network: readonly string[], findings: Findings): void {
  for (const [, host] of value.matchAll(
    /\b(?:https?|wss?):\/\/(?:[^\s/@]*@)?([a-z0-9.-]+\.[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3})/gi,
  )) {
    if (!network.includes(host!.toLowerCase()))
      findings.add('WARNING', 'UNDECLARED_HOST', line, `names ${host!.toLowerCase()}, which is not in "network"`);
  }
  if (value.length >= LONG_TEXT && !/\s/.test(value.slice(0, LONG_TEXT)))
    findings.add('WARNING', 'LONG_TEXT', line, `holds a text of ${value.length} characters without a space`);
}

function longLines(source: string, findings: Findings): void {
  for (const [index, line] of source.split('\n').entries()) {
    if (line.length > LONG_LINE)
      findings.add('WARNING', 'LONG_LINE', index + 1, `is a line of ${line.length} characters`);
  }
}
