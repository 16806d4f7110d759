import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLines, asSingleLine, severalLines, singleLine } from './given-text.ts';

/** Any text, rich in what has an effect on what stands around it. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\u0000', '\t', '\r\n', '\r', '\n', '\u001b[31m', '\u007f', '\u0085', '\u2028', '\u2029'),
      fc.constantFrom('\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'),
      fc.constantFrom('\ud800', '\udfff', '\u206f', '\ufff9', ' ', '\u200f', '\u200d', 'é', '👩‍🚀'),
    ),
  )
  .map(parts => parts.join(''));
const runs = { numRuns: 2_000 };
const TURNS = /[\u202A-\u202E\u2066-\u2069]/;

describe('text that people give', () => {
  test('has no control character and no turn of direction as one line, whatever it was', () => {
    fc.assert(
      fc.property(text, given => {
        const line = asSingleLine(given);
        expect(line).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
        expect(line).not.toMatch(TURNS);
        expect(line.isWellFormed()).toBe(true);
        expect(line).toBe(line.trim());
        expect(asSingleLine(line)).toBe(line);
      }),
      runs,
    );
  });

  test('has no control characters but tabs and line ends as several lines', () => {
    fc.assert(
      fc.property(text, given => {
        const lines = asLines(given);
        expect(lines.replaceAll(/[\t\n]/g, '')).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
        expect(lines).not.toMatch(TURNS);
        expect(asLines(lines)).toBe(lines);
      }),
      runs,
    );
  });

  test('keeps every other character, in its order', () => {
    const harmless = text.map(given => asSingleLine(given));
    fc.assert(
      fc.property(harmless, harmless, (a, b) => {
        expect(asSingleLine(`${a}\u202e\u0007${b}`)).toBe(`${a}${b}`.trim());
        expect(asSingleLine(`${a}\r\n${b}`)).toBe(`${a} ${b}`.trim());
        expect(asLines(`${a}\r\n${b}`)).toBe(`${a}\n${b}`.trim());
      }),
      runs,
    );
  });

  test.each(['Anna‌می‌خواهم', 'שלום‏!', '👩‍👩‍👧 family', 'Zoë O’Neill-Łuczak', '李小龍', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])(
    'is kept as it is written: %s',
    name => {
      expect(singleLine({ most: 100 }).parse(name)).toBe(name);
    },
  );

  test('control: without the rule, a name turns the text behind it around and reaches over lines', () => {
    const name = 'Ada \u202egnp.exe\nSecond line';
    expect(name).toMatch(TURNS);
    expect(singleLine({ most: 100 }).parse(name)).toBe('Ada gnp.exe Second line');
  });

  test('is refused when there is nothing to be seen, or too much', () => {
    for (const empty of ['', ' ', '\u200d\u200b', '\u202e', '\ufe0f', '\u3164', '\u2800', '\uffa0\u00ad']) {
      expect(singleLine({ most: 5 }).safeParse(empty).success).toBe(false);
      expect(singleLine({ most: 5, mayBeEmpty: true }).safeParse(empty).success).toBe(true);
    }
    const [issue] = severalLines({ most: 1_000 }).safeParse('x'.repeat(1_001)).error!.issues;
    expect(issue!.message).toBe('Must have at most 1,000 characters.');
    expect(severalLines({ most: 3 }).parse('a\r\nb')).toBe('a\nb');
  });
});
