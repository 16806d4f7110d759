import vm from 'node:vm';

/** Milliseconds that one match of a stranger's pattern may take. */
const MATCH_MS = 50;
/** Steps that are matched without a guard; some milliseconds at worst. */
const FREE_STEPS = 100_000;

const context = vm.createContext({ pattern: /x/, text: '' });
const match = new vm.Script('pattern.test(text)');

/**
 * A regular expression from a plugin's schema, whose matching cannot hold up the process. A text that is short for its
 * pattern is matched directly; any other under a time limit, which V8 keeps inside a match too. A text that takes too long
 * does not match.
 */
export class BoundedRegExp {
  private readonly pattern: RegExp;
  private readonly exponent: number;

  /** @throws SyntaxError */
  constructor(source: string, flags: string) {
    this.pattern = new RegExp(source, flags);
    this.exponent = costExponent(source);
  }

  test(text: string): boolean {
    if (text.length ** this.exponent <= FREE_STEPS) return this.pattern.test(text);
    context.pattern = this.pattern;
    context.text = text;
    try {
      return match.runInContext(context, { timeout: MATCH_MS }) as boolean;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      throw error;
    } finally {
      context.text = '';
    }
  }

  /** ajv takes this as the key under which it shares expressions. */
  toString(): string {
    return String(this.pattern);
  }
}

/**
 * An upper bound of k for which matching n characters takes some n^k steps: one for where the match begins and one for each
 * repetition; no bound when a group that repeats or branches is itself repeated, or an earlier group is referred to.
 */
function costExponent(source: string): number {
  let repetitions = 0;
  const groups: boolean[] = [];
  let risky = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    if (char === '\\') {
      i++;
      if (/[1-9k]/.test(source[i] ?? '')) return Number.POSITIVE_INFINITY;
    } else if (char === '[') i = endOfClass(source, i);
    else if (char === '(') {
      groups.push(risky);
      risky = false;
    } else if (char === '|') risky = true;
    else if (char === ')') {
      if (risky && isRepetition(source, i + 1)) return Number.POSITIVE_INFINITY;
      risky = (groups.pop() ?? false) || risky;
    } else if (isRepetition(source, i)) {
      repetitions++;
      risky = true;
    }
  }
  return repetitions + 1;
}

/** Whether `*`, `+` or a counted repetition stands here; `?` and a fixed count do not multiply the ways to match. */
const isRepetition = (source: string, at: number) => /^(?:[*+]|\{\d+,\d*\})/.test(source.slice(at, at + 24));

function endOfClass(source: string, start: number): number {
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === ']') return i;
  }
  return source.length;
}
