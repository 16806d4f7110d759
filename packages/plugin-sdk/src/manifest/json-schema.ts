import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A JSON Schema (draft 2020-12), as it stands in `plugin.json`. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** One fault of some input: where it is (object keys and list indexes) and what is wrong with it. */
export interface Issue {
  path: (string | number)[];
  message: string;
}

/** Checks a value against one compiled schema; an empty list means that it fits. */
export type SchemaCheck = (value: unknown) => Issue[];

// A plugin's schemas are strangers' input. Their patterns run on the server, so those that can take exponential time are refused.
const MAX_PATTERN_LENGTH = 500;

const newAjv = () => {
  // Strict mode turns a misspelt keyword or a required property nobody declared into an error instead of a rule that never applies.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addKeyword({ keyword: 'sensitive', schemaType: 'boolean' });
  return ajv;
};

/**
 * Compiles a JSON Schema in ajv's strict mode.
 * @throws Error when the schema is not a valid, self-contained draft 2020-12 schema.
 */
export function compileSchema(schema: JsonSchema): SchemaCheck {
  const faults = findUnsafePatterns(schema, []);
  if (faults[0]) throw new Error(`${faults[0].path.join('.')}: ${faults[0].message}`);
  // One Ajv per schema: an `$id` in one plugin's schema can then neither be seen nor be taken by another's.
  const validate: ValidateFunction = newAjv().compile(schema);
  return value => (validate(value) ? [] : (validate.errors ?? []).map(toIssue));
}

/** Why this schema cannot be used, as issues below `path`; empty when it can. */
export function schemaIssues(schema: JsonSchema, path: Issue['path']): Issue[] {
  const unsafe = findUnsafePatterns(schema, path);
  if (unsafe.length > 0) return unsafe;
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

function findUnsafePatterns(value: unknown, path: Issue['path']): Issue[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => findUnsafePatterns(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const here = [...path, key];
    if (key === 'pattern' && typeof item === 'string') return patternIssues(item, here);
    if (key === 'patternProperties' && typeof item === 'object' && item !== null)
      return [
        ...Object.keys(item).flatMap(each => patternIssues(each, [...here, each])),
        ...findUnsafePatterns(item, here),
      ];
    return findUnsafePatterns(item, here);
  });
}

function patternIssues(pattern: string, path: Issue['path']): Issue[] {
  if (pattern.length > MAX_PATTERN_LENGTH)
    return [{ path, message: `is longer than ${MAX_PATTERN_LENGTH} characters` }];
  if (/\\[1-9k]/.test(pattern)) return [{ path, message: 'uses a back-reference, which can take unbounded time' }];
  if (repeatsARepetition(pattern))
    return [{ path, message: 'repeats a group that itself repeats or branches, which can take unbounded time' }];
  return [];
}

/** Whether a group that contains `*`, `+`, `{n,}` or `|` is itself repeated: the shape of every exponential match. */
function repeatsARepetition(pattern: string): boolean {
  const groups: boolean[] = [false];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') i++;
    else if (char === '[') i = endOfClass(pattern, i);
    else if (char === '(') groups.push(false);
    else if (char === '|') groups[groups.length - 1] = true;
    else if (char === ')') {
      const risky = groups.pop() ?? false;
      if (risky && /^(?:[*+]|\{\d+(?:,\d*)?\})/.test(pattern.slice(i + 1))) return true;
      if (risky && groups.length > 0) groups[groups.length - 1] = true;
    } else if (char === '*' || char === '+' || (char === '{' && /^\{\d+,\d*\}/.test(pattern.slice(i))))
      groups[groups.length - 1] = true;
  }
  return false;
}

function endOfClass(pattern: string, start: number): number {
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i;
  }
  return pattern.length;
}
