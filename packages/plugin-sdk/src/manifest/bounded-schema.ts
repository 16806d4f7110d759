/** Characters of JSON that a schema, and a value that is checked by it, may have to be bounded. */
const MOST_CHARACTERS = 4_096;

/** Keywords by which a check can take more than one look at each part of the value with each part of the schema. */
const UNBOUNDED = new Set(['$ref', '$dynamicRef', '$recursiveRef', 'patternProperties', 'uniqueItems', 'format']);

const ATOM = String.raw`(?:\[\^?(?:[^\[\]\\]|\\.)+\]|\\[dwsDWS.\/-]|[\w @:;,#%&=~!"'<>\/-])`;
const FIXED = String.raw`${ATOM}(?:\{\d+\})?`;
const VARIABLE = String.raw`(?:${ATOM}(?:[+*?]|\{\d+,\d*\})|\(\?:(?:${FIXED})+\)\?)`;
/** From the start on, one part after the other, of which one may vary in length: there is nothing to go back and forth on. */
const LINEAR = new RegExp(String.raw`^\^(?:${FIXED})*${VARIABLE}?(?:${FIXED})*\$?$`);

/**
 * Whether the work of a check by this schema grows with the size of the schema and of the value only, so that small ones
 * need nobody to watch the time. No for anything that is not plainly so.
 */
export const isBoundedSchema = (schema: unknown): boolean => isSmall(schema) && hasBoundedKeywords(schema);

/** Whether a value is small enough for a check by a bounded schema to take no time worth watching. */
export const isSmall = (value: unknown): boolean => (JSON.stringify(value) ?? '').length <= MOST_CHARACTERS;

/** A property that is called like a keyword counts as one, which only costs a watch that is not needed. */
function hasBoundedKeywords(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasBoundedKeywords);
  return Object.entries(value).every(([keyword, part]) => {
    if (UNBOUNDED.has(keyword)) return false;
    if (keyword === 'pattern' && typeof part === 'string') return LINEAR.test(part);
    return hasBoundedKeywords(part);
  });
}
