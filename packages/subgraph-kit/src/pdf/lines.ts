/** Between these a line may break without a space: scripts that write none, whose words nobody marks. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Control characters have no place on paper; line breaks and tabs do. */
const INVISIBLE = /[\p{Cc}\u2028\u2029]/gu;

/**
 * Breaks a text into lines of at most `width` as `measure` finds it: at line breaks, at spaces, between characters of
 * scripts without spaces, and inside a word that is wider than a whole line.
 */
export function breakLines(text: string, width: number, measure: (line: string) => number): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap(paragraph => {
    const pieces = piecesOf(paragraph.replaceAll('\t', ' ').replace(INVISIBLE, ''));
    const lines: string[] = [];
    let line = '';
    for (const piece of pieces) {
      if (measure(line + piece.trimEnd()) <= width) {
        line += piece;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      line = piece;
      while (measure(line.trimEnd()) > width && [...line].length > 1) {
        const fitting = fittingPart(line, width, measure);
        lines.push(fitting);
        line = line.slice(fitting.length);
      }
    }
    return [...lines, line.trimEnd()];
  });
}

/** Words with the spaces after them. */
function piecesOf(text: string): string[] {
  return (text.match(/\S+\s*|^\s+/g) ?? []).flatMap(word => {
    const pieces: string[] = [];
    let latest = '';
    for (const character of word) {
      if (latest !== '' && UNSPACED.test(character)) {
        pieces.push(latest);
        latest = '';
      }
      latest += character;
    }
    return [...pieces, latest];
  });
}

function fittingPart(word: string, width: number, measure: (line: string) => number): string {
  const characters = [...word];
  let [least, most] = [1, characters.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(characters.slice(0, middle).join('')) <= width) least = middle;
    else most = middle - 1;
  }
  return characters.slice(0, least).join('');
}
