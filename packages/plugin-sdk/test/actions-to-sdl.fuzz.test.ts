import fc from 'fast-check';
import { buildSchema, GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { actionsToSDL, type JsonSchema } from '../src/manifest.ts';

/** Any JSON Schema that a manifest may hold, names and texts as odd as they come. */
const schema = fc.letrec<{ node: JsonSchema; object: JsonSchema }>(tie => ({
  object: fc
    .dictionary(fc.string({ unit: 'binary', maxLength: 8 }), tie('node'), { maxKeys: 4, noNullPrototype: true })
    .chain(properties =>
      fc.record({
        type: fc.constant('object'),
        properties: fc.constant(properties),
        required: fc.subarray(Object.keys(properties)),
        description: fc.string({ unit: 'binary' }),
      }),
    ),
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(
      {},
      { type: 'string', format: 'date-time' },
      { type: ['integer', 'null'] },
      { anyOf: [] },
      { type: 'boolean' },
    ),
    fc.record({
      type: fc.constant('string'),
      enum: fc.uniqueArray(fc.string({ maxLength: 6 }), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ type: fc.constant('number'), title: fc.string({ unit: 'binary' }) }),
    fc.record({ type: fc.constant('array'), items: tie('node') }),
    tie('object'),
  ),
}));
const kebab = fc.stringMatching(/^[a-z][a-z0-9]{0,3}(?:-[a-z0-9]{1,3}){0,2}$/);

test('whatever a manifest declares, its SDL is a valid schema that keeps every field apart', () => {
  const action = fc.record({ public: fc.boolean(), input: schema.object, output: schema.node });
  const actions = fc.dictionary(kebab, action, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
  fc.assert(
    fc.property(kebab, fc.string({ unit: 'binary' }), actions, (id, name, declared) => {
      const { sdl, fields } = actionsToSDL({ id, name, actions: declared });
      const platform = 'scalar JSON scalar DateTime type Query { ok: Boolean } type Mutation { ok: Boolean }';
      try {
        const built = buildSchema(`${platform} ${sdl}`);
        expect(Object.keys(built.getMutationType()!.getFields()).sort()).toEqual(
          ['ok', ...fields.map(field => field.mutationField)].sort(),
        );
      } catch (error) {
        throw error instanceof GraphQLError ? new Error(`${error.message}\n${sdl}`) : error;
      }
    }),
    { numRuns: 300 },
  );
});
