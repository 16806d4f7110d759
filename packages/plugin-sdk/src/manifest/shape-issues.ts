import type { z } from 'zod';
import { didYouMean } from '../closest.ts';
import type { Issue } from './json-schema.ts';

type Fault = z.core.$ZodIssue;

/** Faults that are told, and fields that one of them is about: nobody reads more, and each is compared with what it may have meant. */
const MOST = 50;

/**
 * What the shape of a manifest lacks, in words of a manifest: each fault at the place that is to be mended.
 * @param schema what knows the fields of each place
 */
export function shapeIssues(schema: z.ZodType, manifest: unknown, faults: readonly Fault[]): Issue[] {
  return faults.slice(0, MOST).flatMap(fault => {
    const path = fault.path.map(step => (typeof step === 'number' ? step : String(step)));
    const given = at(manifest, path);
    switch (fault.code) {
      case 'unrecognized_keys':
        return fault.keys.slice(0, MOST).map(key => {
          const message = `is not a known field${didYouMean(key, fieldsAt(schema, path))}`;
          return { path: [...path, key], message };
        });
      case 'invalid_value': {
        const values = fault.values.map(String);
        return [{ path, message: `must be one of ${values.join(', ')}${didYouMean(given, values)}` }];
      }
      case 'invalid_type':
        return [{ path, message: given === undefined ? 'is required' : `must be ${articled(fault.expected)}` }];
      case 'invalid_key': {
        const [name] = fault.issues;
        return [{ path, message: `as a name ${name?.message ?? 'is not valid'}` }];
      }
      case 'too_big':
        return [{ path, message: `must have at most ${fault.maximum} ${unitOf(given, fault.maximum)}` }];
      case 'too_small':
        return [{ path, message: `must have at least ${fault.minimum} ${unitOf(given, fault.minimum)}` }];
      default:
        return [{ path, message: fault.message }];
    }
  });
}

function unitOf(given: unknown, count: unknown): string {
  if (Array.isArray(given)) return count === 1 ? 'entry' : 'entries';
  return count === 1 ? 'character' : 'characters';
}

const NAMES: Readonly<Record<string, string>> = { record: 'an object', object: 'an object', array: 'a list' };
const articled = (expected: string) => NAMES[expected] ?? `a ${expected}`;

function at(value: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>((inside, step) => {
    const own = typeof inside === 'object' && inside !== null && Object.hasOwn(inside, step);
    return own ? (inside as Record<string | number, unknown>)[step] : undefined;
  }, value);
}

/** The fields that an object may have at a place of the schema. */
function fieldsAt(schema: z.ZodType, path: Issue['path']): string[] {
  const found = path.reduce<z.ZodType | undefined>(
    (inside, step) => inside && stepInto(unwrapped(inside), step),
    schema,
  );
  const { shape } = (found ? unwrapped(found) : {}) as { shape?: object };
  return Object.keys(shape ?? {});
}

type Parts = { shape?: Record<string, z.ZodType>; element?: z.ZodType; valueType?: z.ZodType };

function stepInto(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  const { shape, element, valueType } = schema as unknown as Parts;
  return shape ? shape[step] : (element ?? valueType);
}

/** What an optional field, or one with a default, is when it is there. */
function unwrapped(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType ? unwrapped(innerType) : schema;
}
