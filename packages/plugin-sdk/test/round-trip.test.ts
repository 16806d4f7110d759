import fc from 'fast-check';
import {
  buildSchema,
  execute,
  type GraphQLNamedOutputType,
  getNamedType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { actionsToSDL, compileSchema, type JsonSchema, parseManifest } from '../src/manifest.ts';

/** Schemas that are tried, each with several values; most of the time goes into compiling them. PROPERTY_RUNS tries more. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 25);
const PLATFORM = 'scalar JSON scalar DateTime type Query { ok: Boolean } type Mutation { ok: Boolean }';
const manifestOf = (schema: JsonSchema) => ({
  ...{ id: 'echo', name: 'Echo', version: '1.0.0', author: 'Tests', category: 'OTHER', build: { backend: 'src/a.ts' } },
  actions: { say: { input: schema, output: schema } },
});

/** A schema and values that fit it. */
interface Modelled {
  readonly schema: JsonSchema;
  readonly value: fc.Arbitrary<unknown>;
}

const WORDS = ['a', 'due-at', 'first name', '2nd', 'kind', 'größe', '__proto', 'x_y', 'B'];
const leaf: fc.Arbitrary<Modelled> = fc.oneof(
  fc.constant({ schema: { type: 'string' }, value: fc.string({ unit: 'grapheme' }) }),
  fc.constant({ schema: { type: 'integer' }, value: fc.integer() }),
  fc.constant({
    schema: { type: 'number' },
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => n + 0),
  }),
  fc.constant({ schema: { type: 'boolean' }, value: fc.boolean() }),
  fc.constant({
    schema: { type: 'string', format: 'date-time' },
    value: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
      .map(date => date.toISOString()),
  }),
  fc
    .uniqueArray(fc.constantFrom('low', 'very-high', 'Mid', 'a b', 'd3'), { minLength: 1 })
    .map(values => ({ schema: { type: 'string', enum: values }, value: fc.constantFrom(...values) })),
  fc.constant({ schema: { const: 'fixed-value' }, value: fc.constant('fixed-value') }),
  fc.constant({ schema: { $ref: '#/$defs/tree' }, value: tree(2) }),
);

/** A tree of the definition below. */
function tree(depth: number): fc.Arbitrary<unknown> {
  const branches =
    depth === 0
      ? fc.constant([])
      : fc.array(
          fc.constant(null).chain(() => tree(depth - 1)),
          { maxLength: 2 },
        );
  return fc.record(
    { name: fc.string(), branches, best: depth === 0 ? fc.constant(null) : tree(0) },
    { requiredKeys: ['name', 'branches', 'best'] },
  );
}
const $defs = {
  tree: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'branches'],
    properties: {
      name: { type: 'string' },
      branches: { type: 'array', items: { $ref: '#/$defs/tree' } },
      best: { anyOf: [{ $ref: '#/$defs/tree' }, { type: 'null' }] },
    },
  },
};

const nullable = ({ schema, value }: Modelled): Modelled => ({
  schema: { anyOf: [schema, { type: 'null' }] },
  value: fc.oneof(value, fc.constant(null)),
});
const listOf = ({ schema, value }: Modelled): Modelled => ({
  schema: { type: 'array', items: schema },
  value: fc.array(value, { maxLength: 3 }),
});
const objectOf = (members: readonly Modelled[], names: readonly string[], required: readonly boolean[]): Modelled => {
  const used = members.map((member, index) => ({
    ...member,
    name: names[index]!, // An answer in GraphQL does not tell what is absent from what is null.
    required: 'anyOf' in member.schema || (required[index] ?? true),
  }));
  const needed = used.filter(each => each.required).map(({ name }) => name);
  return {
    schema: {
      type: 'object',
      additionalProperties: false,
      required: needed,
      properties: Object.fromEntries(used.map(({ name, schema }) => [name, schema])),
    },
    value: fc.record(Object.fromEntries(used.map(({ name, value }) => [name, value])), {
      requiredKeys: needed,
      noNullPrototype: true,
    }),
  };
};
const variantsOf = (branches: readonly Modelled[]): Modelled => {
  const tagged = branches.map(({ schema, value }, index) => {
    const tag = ['card', 'transfer', 'cash'][index]!;
    const properties = { how: { const: tag }, ...(schema.properties as object) };
    const required = ['how', ...(schema.required as string[])];
    return {
      schema: { ...schema, properties, required },
      value: value.map(given => ({ how: tag, ...(given as object) })),
    };
  });
  return {
    schema: { type: 'object', discriminator: { propertyName: 'how' }, oneOf: tagged.map(({ schema }) => schema) },
    value: fc.oneof(...tagged.map(({ value }) => value)),
  };
};

const object = (member: fc.Arbitrary<Modelled>, minLength = 1) =>
  fc
    .tuple(
      fc.array(member, { minLength, maxLength: 3 }),
      fc.shuffledSubarray(WORDS, { minLength: 3 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    )
    .map(([members, names, required]) => objectOf(members, names, required));
const modelled = fc.letrec<{ node: Modelled; object: Modelled }>(tie => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    leaf.map(nullable),
    tie('node').map(listOf),
    tie('object'),
    fc.array(object(leaf, 0), { minLength: 2, maxLength: 3 }).map(variantsOf),
  ),
  object: object(tie('node')),
}));

const withValues = fc
  .oneof(modelled.object, fc.array(object(leaf, 0), { minLength: 2, maxLength: 3 }).map(variantsOf))
  .chain(({ schema, value }) =>
    fc.record({
      schema: fc.constant({ ...schema, $defs } as JsonSchema),
      values: fc.array(value, { minLength: 4, maxLength: 4 }),
    }),
  );

test('what a caller sends through GraphQL is what the action gets, and what it answers is what the caller gets', () => {
  fc.assert(
    fc.property(withValues, ({ schema, values }) => {
      const parsed = parseManifest(manifestOf(schema));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      const check = compileSchema(schema);
      const { sdl, warnings, toParams, toResult } = actionsToSDL(parsed.manifest);
      expect(warnings.filter(({ path }) => path.at(-1) !== 'oneOf')).toEqual([]);
      const built = buildSchema(`${PLATFORM} ${sdl}`);
      const field = built.getMutationType()!.getFields().echo_say!;
      const document = parse(
        `mutation ($input: ${field.args[0]!.type}) { echo_say(input: $input) ${selection(getNamedType(field.type), 8)} }`,
      );
      for (const value of values) {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(check(plain)).toEqual([]);
        const answered = toResult('say', plain);
        let params: unknown;
        const result = execute({
          ...{ schema: built, document, variableValues: { input: asInput(answered) } },
          rootValue: {
            echo_say: ({ input }: { input: unknown }) => {
              params = toParams('say', input);
              return toResult('say', params);
            },
          },
        }) as { data?: Record<string, unknown> | null; errors?: readonly Error[] };
        expect(result.errors).toBeUndefined();
        expect(params).toEqual(plain);
        expect(JSON.parse(JSON.stringify(result.data!.echo_say))).toEqual(withoutTypes(answered));
      }
    }),
    // A counterexample is of use before it is the smallest.
    { numRuns: RUNS, interruptAfterTimeLimit: 20_000 },
  );
});

/** All fields of a type, to a depth that no value here has. */
function selection(type: GraphQLNamedOutputType, depth: number): string {
  if (depth === 0) return '{ __typename }';
  if (isUnionType(type))
    return `{ ${type
      .getTypes()
      .map(each => `... on ${each.name} ${selection(each, depth)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  return `{ ${Object.values(type.getFields())
    .map(field => `${field.name} ${selection(getNamedType(field.type), depth - 1)}`)
    .join(' ')} }`;
}

/** What is answered, as it is asked for: a variant is the one field of its name. */
function asInput(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asInput);
  if (typeof value !== 'object' || value === null) return value;
  const { __typename: type, ...fields } = value as Record<string, unknown>;
  const given = Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, asInput(each)]));
  if (type === undefined) return given;
  const { how, ...rest } = given;
  return { [String(how).toLowerCase()]: Object.keys(rest).length === 0 ? true : rest };
}

function withoutTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypes);
  if (typeof value !== 'object' || value === null) return value;
  const { __typename: _, ...fields } = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, withoutTypes(each)]));
}

describe('variants', () => {
  const pay: JsonSchema = {
    type: 'object',
    description: 'How it is paid.',
    oneOf: [
      {
        type: 'object',
        required: ['how', 'number'],
        properties: { how: { const: 'card' }, number: { type: 'string' } },
      },
      { type: 'object', required: ['how'], properties: { how: { const: 'cash' } } },
    ],
  };
  const parsed = parseManifest(manifestOf({ type: 'object', properties: { pay }, required: ['pay'] }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const { sdl, toParams, warnings } = actionsToSDL(parsed.manifest);

  test('are a union as an answer, and as an input one field each, told apart without a keyword for it, too', () => {
    expect(sdl).toMatch(/union EchoSayResultPay = EchoSayResultPayCard \| EchoSayResultPayCash/);
    expect(sdl.replace(/"[^"]*"\n/g, '')).toMatch(
      /input EchoSayInputPay \{\s+card: EchoSayInputPayCard\s+cash: Boolean\s+\}/,
    );
  });

  test('as an input are noted, since GraphQL does not say that exactly one is given', () => {
    const noted = warnings.map(({ path, message }) => `${path.join('.')} ${message}`);
    expect(noted).toEqual([
      expect.stringMatching(/^actions\.say\.input\.properties\.pay\.oneOf is an input with one field/),
    ]);
  });

  test('given twice or not at all break the schema, which names the place', () => {
    const check = compileSchema(parsed.manifest.actions.say!.input!);
    for (const given of [{}, { card: { number: '1' }, cash: true }, { card: null }]) {
      const issues = check(toParams('say', { pay: given }));
      expect(issues[0]?.path[0], JSON.stringify(given)).toBe('pay');
    }
    expect(check(toParams('say', { pay: { cash: true } }))).toEqual([]);
  });
});

describe('references', () => {
  const sdlOf = (schema: JsonSchema) => {
    const parsed = parseManifest(manifestOf(schema));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    return actionsToSDL(parsed.manifest);
  };
  const place = { type: 'object', required: ['city'], properties: { city: { type: 'string' } } };

  test('to one place are one type', () => {
    const { sdl } = sdlOf({
      type: 'object',
      properties: { from: { $ref: '#/$defs/place' }, to: { $ref: '#/$defs/place' } },
      $defs: { place },
    });
    expect(sdl.match(/^input \w+/gm)).toEqual(['input EchoSayInputPlace', 'input EchoSayInput']);
    expect(sdl.match(/: EchoSayInputPlace$/gm)).toHaveLength(2);
  });

  test('to the whole make a type that holds itself, which can be given nevertheless', () => {
    const { sdl } = sdlOf({
      type: 'object',
      required: ['inner'],
      properties: { inner: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
    });
    expect(sdl).toMatch(/inner: EchoSayInput\n/);
    expect(() => buildSchema(`${PLATFORM} ${sdl}`)).not.toThrow();
  });

  test('in a circle are JSON, and said to be', () => {
    const { warnings } = sdlOf({
      type: 'object',
      properties: { list: { $ref: '#/$defs/list' } },
      $defs: { list: { type: 'array', items: { $ref: '#/$defs/list' } } },
    });
    expect(warnings[0]).toMatchObject({ message: 'refers to #/$defs/list, in which it stands, so it is JSON' });
  });
});
