/** A place in a text, counted from 1. */
export interface TextPosition {
  line: number;
  column: number;
}

/**
 * Where the value at `path` stands in a JSON text; the nearest enclosing value when the path goes nowhere.
 * The text may be anything: what is not JSON is located at its start.
 */
export function locateInJson(text: string, path: readonly (string | number)[]): TextPosition {
  const offset = isJson(text) ? new Scanner(text).find(path) : 0;
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Walks a text that is known to be JSON. */
class Scanner {
  private at = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  find(path: readonly (string | number)[]): number {
    this.skipSpace();
    const start = this.at;
    const [step, ...rest] = path;
    if (step === undefined) return start;
    const opener = this.text[this.at];
    if (opener !== '{' && opener !== '[') return start;
    this.at++;
    for (let index = 0; ; index++) {
      this.skipSpace();
      if (this.text[this.at] === '}' || this.text[this.at] === ']') return start;
      const keyAt = this.at;
      const key = opener === '{' ? this.readKey() : index;
      if (String(key) === String(step)) return rest.length === 0 && opener === '{' ? keyAt : this.find(rest);
      this.skipValue();
      this.skipSpace();
      if (this.text[this.at] === ',') this.at++;
    }
  }

  private readKey(): string {
    const start = this.at;
    this.skipString();
    const key = JSON.parse(this.text.slice(start, this.at)) as string;
    this.skipSpace();
    this.at++; // the colon
    return key;
  }

  private skipValue(): void {
    this.skipSpace();
    let depth = 0;
    do {
      const char = this.text[this.at];
      if (char === '"') this.skipString();
      else {
        if (char === '{' || char === '[') depth++;
        else if (char === '}' || char === ']') depth--;
        this.at++;
      }
    } while (depth > 0 || !/[,}\]]/.test(this.text[this.at] ?? ','));
  }

  private skipString(): void {
    for (this.at++; this.text[this.at] !== '"'; this.at++) if (this.text[this.at] === '\\') this.at++;
    this.at++;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
}
