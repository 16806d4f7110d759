import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { didYouMean } from '../closest.ts';
import { isBoundedSchema, isSmall } from './bounded-schema.ts';
import { OutOfTimeError, withinTime } from './time-limit.ts';

/** A JSON Schema (draft 2020-12), as it stands in `plugin.json`. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** One fault of some input: where it is (object keys and list indexes) and what is wrong with it. */
export interface Issue {
  path: (string | number)[];
  message: string;
}

/** Checks a value against one compiled schema; an empty list means that it fits. */
export type SchemaCheck = (value: unknown) => Issue[];

/**
 * Milliseconds that one check may take. A stranger's schema can ask for any amount of work within few characters: by a
 * pattern that goes back and forth, and by references that branch. No look at it can say how much that is.
 */
const CHECK_MS = 250;
/** Milliseconds for which a schema is not tried again after a check ran out of time: nobody gets the process by repeating it. */
const PAUSE_MS = 10_000;
/** Milliseconds that the compilation of a schema may take. */
const COMPILE_MS = 2_000;
/** Faults that are told; branching references can find the same one a million times. */
const MAX_ISSUES = 50;
const MAX_UNIQUE_ITEMS = 1_000;
/** What authors of schemas mostly mean by a word that is none of the draft's. */
const KEYWORDS = [
  ...[
    'type',
    'properties',
    'required',
    'additionalProperties',
    'description',
    'title',
    'default',
    'examples',
    'sensitive',
  ],
  ...['enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'items', 'minItems', 'maxItems', 'uniqueItems', 'prefixItems'],
  ...['oneOf', 'anyOf', 'allOf', 'not', 'discriminator', '$ref', '$defs', 'minProperties', 'maxProperties'],
];

const newAjv = (options: { validateSchema: boolean }) => {
  // Strict mode turns a misspelt keyword or a required property nobody declared into an error instead of a rule that never applies.
  const ajv = new Ajv2020({
    ...options,
    strict: true,
    // OpenAPI's keyword: which property tells the branches of a `oneOf` apart.
    discriminator: true,
    allowUnionTypes: true,
    allErrors: false,
    validateFormats: true,
  });
  addFormats.default(ajv);
  ajv.addKeyword({ keyword: 'sensitive', schemaType: 'boolean' });
  return ajv;
};

let draft: Ajv2020 | undefined;

/** Knows what a schema is, which takes longer to compile than most schemas. It is shared, since it takes in none of them. */
function theDraft(): Ajv2020 {
  if (draft) return draft;
  const made = newAjv({ validateSchema: true });
  // Whole, before it is used by work that may be ended at any point.
  made.validateSchema({});
  draft = made;
  return made;
}

/** One Ajv per schema: an `$id` in one plugin's schema can then neither be seen nor be taken by another's. */
function compile(schema: JsonSchema, knowing: Ajv2020): ValidateFunction {
  knowing.validateSchema(schema, true);
  return newAjv({ validateSchema: false }).compile(schema);
}

/**
 * Compiles a JSON Schema in ajv's strict mode. A value that cannot be checked in time does not fit.
 * @throws Error when the schema is not a valid, self-contained draft 2020-12 schema.
 */
export function compileSchema(schema: JsonSchema): SchemaCheck {
  const validate = compile(schema, theDraft());
  const check: SchemaCheck = value =>
    validate(value) ? [] : (validate.errors ?? []).slice(0, MAX_ISSUES).map(toIssue);
  const isBounded = isBoundedSchema(schema);
  let pausedUntil = 0;
  return value => {
    // A watch is a thread of its own: it costs more than most checks, and keeps this one waiting for it.
    if (isBounded && isSmall(value)) return check(value);
    if (performance.now() < pausedUntil) return [TOOK_TOO_LONG];
    try {
      return withinTime(CHECK_MS, () => check(value));
    } catch (error) {
      if (!(error instanceof OutOfTimeError)) throw error;
      pausedUntil = performance.now() + PAUSE_MS;
      return [TOOK_TOO_LONG];
    }
  };
}

const TOOK_TOO_LONG: Issue = { path: [], message: 'cannot be checked in reasonable time' };

/** Why this schema cannot be used, as issues below `path`; empty when it can. */
export function schemaIssues(schema: JsonSchema, path: Issue['path']): Issue[] {
  const costly = costlyKeywords(schema, path);
  if (costly.length > 0) return costly;
  const known = theDraft();
  try {
    return withinTime(COMPILE_MS, () => {
      if (!known.validateSchema(schema)) return invalidAt(path, known.errors ?? []);
      newAjv({ validateSchema: false }).compile(schema);
      return [];
    });
  } catch (error) {
    return [unusable(schema, path, error instanceof Error ? error.message : String(error))];
  }
}

const UNUSABLE = 'is not a usable JSON Schema';

/** Of what the draft says of a schema, the first: the others follow from it, or are other ways in which it could have been right. */
function invalidAt(path: Issue['path'], [first]: readonly ErrorObject[]): Issue[] {
  const { path: below, message } = first ? toIssue(first) : { path: [], message: UNUSABLE };
  return [{ path: [...path, ...below], message }];
}

/** What ajv says of a schema that it does not compile, at the place that it speaks of. */
function unusable(schema: JsonSchema, path: Issue['path'], text: string): Issue {
  const [, keyword] = /^strict mode: unknown keyword: "(.+)"$/.exec(text) ?? [];
  if (keyword !== undefined) {
    const below = placeOf(schema, key => key === keyword);
    return { path: [...path, ...below], message: `is no keyword of JSON Schema${didYouMean(keyword, KEYWORDS)}` };
  }
  const [, reference] = /^can't resolve reference (\S+) from id /.exec(text) ?? [];
  if (reference !== undefined) {
    const below = placeOf(schema, (key, value) => key === '$ref' && value === reference);
    return { path: [...path, ...below], message: `leads to nothing in this schema: ${reference}` };
  }
  const [, pattern] = /^Invalid regular expression: \/(.*)\/u: /s.exec(text) ?? [];
  if (pattern !== undefined) {
    const below = placeOf(schema, (key, value) => key === 'pattern' && value === pattern);
    return { path: [...path, ...below], message: `is not valid: ${text}` };
  }
  const [, pointer = ''] = / at (?:path )?"#\/?([^"]*)"/.exec(text) ?? [];
  const below = pointer.split('/').filter(Boolean).map(unescaped);
  const message = text
    .replace(/^strict mode: /, '')
    .replace(/ (?:at|ignored in schema at path) "#[^"]*"(?: \(\w+\))?$/, '');
  return { path: [...path, ...below], message: `${UNUSABLE}: ${message}` };
}

/** Where something first stands of which this is true; the whole, if it stands nowhere. */
function placeOf(schema: JsonSchema, isIt: (key: string, value: unknown) => boolean): string[] {
  const search = (value: unknown): string[] | undefined => {
    if (typeof value !== 'object' || value === null) return undefined;
    for (const [key, inside] of Object.entries(value)) {
      const below = isIt(key, inside) ? [] : search(inside);
      if (below) return [key, ...below];
    }
    return undefined;
  };
  return search(schema) ?? [];
}

const unescaped = (step: string) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');

function toIssue(error: ErrorObject): Issue {
  const path: Issue['path'] = error.instancePath
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^\d+$/.test(part) ? Number(part) : part));
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'required') return { path: [...path, String(params.missingProperty)], message: 'is required' };
  if (error.keyword === 'additionalProperties')
    return { path: [...path, String(params.additionalProperty)], message: 'is not a known property' };
  if (error.keyword === 'enum')
    return { path, message: `must be one of ${(params.allowedValues as unknown[]).map(String).join(', ')}` };
  return { path, message: error.message ?? 'is not valid' };
}

/** Each item is compared with each other, so a list without an end must not ask for that. */
function costlyKeywords(value: unknown, path: Issue['path']): Issue[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => costlyKeywords(item, [...path, index]));
  const { uniqueItems, maxItems } = value as { uniqueItems?: unknown; maxItems?: unknown };
  const unbounded = uniqueItems === true && !(typeof maxItems === 'number' && maxItems <= MAX_UNIQUE_ITEMS);
  const own = unbounded
    ? [{ path: [...path, 'uniqueItems'], message: `needs maxItems of at most ${MAX_UNIQUE_ITEMS} beside it` }]
    : [];
  return [...own, ...Object.entries(value).flatMap(([key, item]) => costlyKeywords(item, [...path, key]))];
}
