import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

/** Reads one line as RFC 4180 says. */
function parseLine(line: string): string[] {
  const cells: string[] = [];
  let rest = line.replace(/\r\n$/, '');
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/.exec(rest);
    const [whole, value, end] = quoted ?? /^([^",\r\n]*)(,|$)/.exec(rest)!;
    cells.push(quoted ? value!.replaceAll('""', '"') : value!);
    rest = rest.slice(whole!.length);
    if (end === '') return cells;
  }
}

test.each([
  ['=1+1', `'=1+1`],
  ['+49 30', `'+49 30`],
  ['-2', `'-2`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\tcmd', `'\tcmd`],
  ['\r=1', `"'\r=1"`],
  ['  =1', `'  =1`],
  ['＝1', `'＝1`],
  ['a=1', 'a=1'],
  ['say "hi", twice', '"say ""hi"", twice"'],
  ['two\nlines', '"two\nlines"'],
])('%j is written as %j', (cell, written) => {
  expect(csvLine([cell, 'x'])).toBe(`${written},x\r\n`);
});

test('numbers, amounts and nothing are written as they are', () => {
  expect(csvLine([-1, { decimal: '-12.50' }, null, undefined, ''])).toBe('-1,-12.50,,,\r\n');
});

test('whatever is written is read back, and begins with no formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }), cells => {
      const read = parseLine(csvLine(cells));
      expect(read.map(cell => cell.replace(/^'/, ''))).toEqual(cells.map(cell => cell.replace(/^'/, '')));
      for (const cell of read) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
    }),
  );
});
