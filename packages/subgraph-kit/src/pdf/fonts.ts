import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { unpackWoff } from './woff.ts';

const require = createRequire(import.meta.url);

/**
 * The faces that documents are set in, embedded as subsets. DejaVu Sans has Latin, Greek, Cyrillic, Armenian, Georgian,
 * Hebrew and Arabic. What it lacks comes from Unifont, whose plain shapes cover the whole basic plane (Chinese, Japanese,
 * Korean, Thai, the scripts of India and so on), in one weight, and unshaped where a script joins its letters.
 */
const FACES = {
  regular: () => readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  bold: () => readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
  fallback: () => unpackWoff(readFileSync(require.resolve('@fontsource/unifont/files/unifont-latin-400-normal.woff'))),
} as const;
export type Face = keyof typeof FACES;

export interface Run {
  readonly face: Face;
  readonly text: string;
}

/** Stands for a character that no face has, so that its absence is seen. */
const UNKNOWN = '\uFFFD';

interface LoadedFace {
  readonly font: fontkit.Font;
  readonly characters: ReadonlySet<number>;
}

/** Texts whose layout a face remembers, and how long they may be. */
const MOST_KEPT = 2_000;
const LONGEST_KEPT = 40;

const loaded = new Map<Face, LoadedFace>();

/** A face, read at its first use. */
function load(face: Face): LoadedFace {
  const known = loaded.get(face);
  if (known) return known;
  const font = fontkit.create(FACES[face]());
  if (!('characterSet' in font)) throw new Error(`The file of the face ${face} holds several fonts.`);
  const read = { font: remembering(font), characters: new Set(font.characterSet) };
  loaded.set(face, read);
  return read;
}

/** A face as it was read, for all documents: reading its tables takes longer than setting a page. */
export const fontOf = (face: Face): fontkit.Font => load(face).font;

/** Lets a font remember how it sets short texts: most words of a document stand in others, too. */
function remembering(font: fontkit.Font): fontkit.Font {
  rememberOutlines(font);
  const layout = font.layout.bind(font);
  const known = new Map<string, fontkit.GlyphRun>();
  font.layout = (text, features, ...rest) => {
    // Numbers and codes do not come again.
    if (features || text.length > LONGEST_KEPT || /\d/.test(text)) return layout(text, features, ...rest);
    const run = known.get(text) ?? layout(text);
    if (known.size >= MOST_KEPT && !known.has(text)) known.delete(known.keys().next().value!);
    known.set(text, run);
    // pdfkit scales positions in place.
    return Object.assign(Object.create(run) as fontkit.GlyphRun, {
      positions: run.positions.map(position => ({ ...position })),
    });
  };
  return font;
}

/** A glyph as fontkit makes it: `_decode` reads its outline, which each subset does again to see what it is composed of. */
type OutlinedGlyph = fontkit.Glyph & { _decode?: () => unknown };

/** Lets a font read the outline of a glyph once. */
function rememberOutlines(font: fontkit.Font): void {
  const getGlyph = font.getGlyph.bind(font);
  const remembered = new WeakSet<OutlinedGlyph>();
  font.getGlyph = (...asked) => {
    const glyph: OutlinedGlyph = getGlyph(...asked);
    if (!glyph?._decode || remembered.has(glyph)) return glyph;
    remembered.add(glyph);
    const decode = glyph._decode.bind(glyph);
    let known: { readonly outline: unknown } | undefined;
    glyph._decode = () => {
      known ??= { outline: decode() };
      return known.outline;
    };
    return glyph;
  };
}

const has = (face: Face, character: string) => load(face).characters.has(character.codePointAt(0)!);

/** Splits a line into parts of one face each. */
export function runsOf(line: string, bold: boolean): Run[] {
  const preferred: Face = bold ? 'bold' : 'regular';
  const faces: readonly Face[] = [preferred, 'regular', 'fallback'];
  const runs: { face: Face; text: string }[] = [];
  for (const character of line) {
    const latest = runs.at(-1);
    const isMark = /^[\p{M}\p{Default_Ignorable_Code_Point}]$/u.test(character);
    // A mark stays with the letter that it belongs to.
    const face = isMark && latest && has(latest.face, character) ? latest.face : faces.find(it => has(it, character));
    if (!face && isMark) continue;
    const text = face ? character : UNKNOWN;
    if (latest && latest.face === (face ?? preferred)) latest.text += text;
    else runs.push({ face: face ?? preferred, text });
  }
  return runs;
}
