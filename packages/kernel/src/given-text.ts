import { z } from 'zod';

/** What breaks a line or stands for a space, beyond the space itself. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/**
 * What shows nothing and changes what is shown around it: control characters, and those that turn the direction of the
 * text behind them (embeddings, overrides, isolates; UAX #9) or are meant for programs alone. Marks of direction and
 * joiners stay: Arabic, Hebrew and Persian are written with them, and emoji put together.
 */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB]/gu;
const UNSEEN_BUT_LINES = new RegExp(`(?![\\t\\n])${UNSEEN.source}`, 'gu');
/** Of letters and signs, those that show nothing are excepted: the fillers of Hangul, and the pattern of Braille without dots. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A text that people gave, as one line of what can be seen, without space around it. */
export const asSingleLine = (text: string): string =>
  text.toWellFormed().replaceAll(BREAKS, ' ').replaceAll(UNSEEN, '').trim();

/** A text that people gave, as lines (which end with `\n`) of what can be seen, without space around it. */
export const asLines = (text: string): string =>
  text.toWellFormed().replaceAll(LINE_ENDS, '\n').replaceAll(UNSEEN_BUT_LINES, '').trim();

interface TextRule {
  /** Characters at most. */
  readonly most: number;
  /** Whether nothing to be seen is fine; false by default. */
  readonly mayBeEmpty?: boolean;
}

/** The rule for names, titles and whatever else people give that is one line. */
export const singleLine = (rule: TextRule) => givenText(asSingleLine, rule);

/** The rule for what people write in several lines. */
export const severalLines = (rule: TextRule) => givenText(asLines, rule);

function givenText(clean: (text: string) => string, { most, mayBeEmpty = false }: TextRule) {
  return z
    .string()
    .transform(clean)
    .pipe(
      z
        .string()
        .max(most, `Must have at most ${most.toLocaleString('en')} characters.`)
        .refine(text => mayBeEmpty || VISIBLE.test(text), 'Must not be empty.'),
    );
}
