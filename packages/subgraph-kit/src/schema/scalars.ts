import { isCurrency } from '@ticketbase/kernel';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { UploadedFile } from './uploaded-file.ts';

function scalar<T>(
  name: string,
  description: string,
  parse: (value: unknown) => T,
  serialize: (value: T) => unknown,
  specifiedByURL?: string,
) {
  return new GraphQLScalarType<T, unknown>({
    name,
    description,
    specifiedByURL,
    serialize: value => serialize(value as T),
    parseValue: parse,
    parseLiteral: (node: ValueNode, variables) => parse(valueFromASTUntyped(node, variables)),
  });
}

const refuse = (name: string, wanted: string): never => {
  throw new GraphQLError(`${name} must be ${wanted}.`, { extensions: { code: 'BAD_USER_INPUT' } });
};

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether there is such a day: `Date` reads 30 February as a day in March. */
const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** An instant. In code a `Date`. */
export const DateTime = scalar<Date>(
  'DateTime',
  'An instant as RFC 3339 with a zone, e.g. 2027-05-01T18:00:00Z. Answers are in UTC.',
  value => {
    if (typeof value !== 'string' || !RFC_3339.test(value)) return refuse('DateTime', 'an RFC 3339 time with a zone');
    const date = new Date(value);
    return Number.isNaN(date.getTime()) || !isDay(value.slice(0, 10)) ? refuse('DateTime', 'a time that exists') : date;
  },
  value => (value instanceof Date ? value : new Date(value as unknown as string)).toISOString(),
  'https://www.rfc-editor.org/rfc/rfc3339',
);

/** Any JSON value. */
export const Json = scalar<unknown>(
  'JSON',
  'Any JSON value.',
  value => value,
  value => value,
);

/** A JSON Schema document. */
export const JsonSchema = scalar<unknown>(
  'JSONSchema',
  'A JSON Schema document (draft 2020-12).',
  value => (typeof value === 'object' && value !== null ? value : refuse('JSONSchema', 'an object')),
  value => value,
);

/** An ISO 4217 code. */
export const CurrencyCode = scalar<string>(
  'CurrencyCode',
  'An ISO 4217 currency code in capitals, e.g. EUR.',
  value => (typeof value === 'string' && isCurrency(value) ? value : refuse('CurrencyCode', 'an ISO 4217 code')),
  value => value,
  'https://www.iso.org/iso-4217-currency-codes.html',
);

/** An absolute http or https URL. */
export const Url = scalar<string>(
  'URL',
  'An absolute http or https URL.',
  value => {
    const url = typeof value === 'string' && value.length <= 2048 ? URL.parse(value) : null;
    return url && /^https?:$/.test(url.protocol) ? url.href : refuse('URL', 'an absolute http or https URL');
  },
  value => value,
);

/** A file of a multipart request. */
export const Upload: GraphQLScalarType<UploadedFile, unknown> = new GraphQLScalarType<UploadedFile, unknown>({
  name: 'Upload',
  description: 'A file, sent as a part of a GraphQL multipart request.',
  serialize: () => refuse('Upload', 'an input'),
  parseValue: value => UploadedFile.from(value) ?? refuse('Upload', 'a file of a multipart request'),
  parseLiteral: node => refuse('Upload', `a variable, not a ${node.kind === Kind.STRING ? 'string' : 'literal'}`),
});
