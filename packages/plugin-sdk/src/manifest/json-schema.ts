import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { BoundedRegExp } from './bounded-regexp.ts';

/** A JSON Schema (draft 2020-12), as it stands in `plugin.json`. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** One fault of some input: where it is (object keys and list indexes) and what is wrong with it. */
export interface Issue {
  path: (string | number)[];
  message: string;
}

/** Checks a value against one compiled schema; an empty list means that it fits. */
export type SchemaCheck = (value: unknown) => Issue[];

// Patterns of strangers run on the server: each match is bounded.
const regExp = Object.assign((source: string, flags: string) => new BoundedRegExp(source, flags), {
  code: 'new BoundedRegExp',
});
const MAX_UNIQUE_ITEMS = 1_000;

const newAjv = () => {
  // Strict mode turns a misspelt keyword or a required property nobody declared into an error instead of a rule that never applies.
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: false,
    validateFormats: true,
    code: { regExp },
  });
  addFormats.default(ajv);
  ajv.addKeyword({ keyword: 'sensitive', schemaType: 'boolean' });
  return ajv;
};

/**
 * Compiles a JSON Schema in ajv's strict mode.
 * @throws Error when the schema is not a valid, self-contained draft 2020-12 schema.
 */
export function compileSchema(schema: JsonSchema): SchemaCheck {
  // One Ajv per schema: an `$id` in one plugin's schema can then neither be seen nor be taken by another's.
  const validate: ValidateFunction = newAjv().compile(schema);
  return value => (validate(value) ? [] : (validate.errors ?? []).map(toIssue));
}

/** Why this schema cannot be used, as issues below `path`; empty when it can. */
export function schemaIssues(schema: JsonSchema, path: Issue['path']): Issue[] {
  const costly = costlyKeywords(schema, path);
  if (costly.length > 0) return costly;
  try {
    newAjv().compile(schema);
    return [];
  } catch (error) {
    return [
      { path, message: `is not a usable JSON Schema: ${error instanceof Error ? error.message : String(error)}` },
    ];
  }
}

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
