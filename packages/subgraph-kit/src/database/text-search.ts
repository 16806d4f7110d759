/** Letters that do not come apart into a base letter and a mark, as `search_words` of the migrations spells them. */
const SPELLED: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
/** What `to_tsvector` is asked to look for at most: more words narrow a search no further. */
const MOST_WORDS = 12;

/**
 * What someone typed into a search box as a `tsquery` of the configuration `simple`: all words, in any order and whatever
 * their case and accents, the last of which may be unfinished. It fits columns made by
 * `to_tsvector('simple', search_words(…))`. `within` narrows it to words of those weights, e.g. `C`. Null where there is no
 * word, which finds nothing.
 */
export function textQuery(text: string, within = ''): string | null {
  const words = searchWords(text).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  // Words hold letters, digits and marks only, so that quotes keep them from being read as operators.
  return words
    .map((word, index) => `'${word}':${within}${index === words.length - 1 ? '*' : ''}`.replace(/:$/, ''))
    .join(' & ');
}

/** The words of a text without case and accents: `Café Ærø` → `cafe`, `aero`. */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[øłđðßæœþ]/g, letter => SPELLED[letter]!);
  return plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
