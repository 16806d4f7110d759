import { buildSchema, GraphQLEnumType, isInputObjectType, isObjectType, printType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type ActionsSDL, actionsToSDL } from './actions-to-sdl.ts';

const manifest = (actions: Record<string, object>, id = 'offline-payments') => ({
  id,
  name: 'Offline payments',
  actions: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, { public: false, ...action }])),
});
const build = ({ sdl }: ActionsSDL) =>
  buildSchema(`scalar JSON scalar DateTime type Query { ok: Boolean } type Mutation { ok: Boolean } ${sdl}`);
const start = {
  description: 'Makes a reference.',
  public: true,
  input: {
    type: 'object',
    required: ['method', 'amount'],
    properties: {
      method: { enum: ['bank-transfer', 'at-the-door'], type: 'string' },
      amount: { type: 'integer', description: 'Minor units.' },
      'due-at': { type: 'string', format: 'date-time' },
      note: { type: ['string', 'null'] },
    },
  },
  output: {
    type: 'object',
    required: ['reference', 'next'],
    properties: {
      reference: { type: 'string', title: 'Reference' },
      next: { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['none'] } } },
      rates: { type: 'array', items: { type: 'number' } },
      extra: { type: 'object' },
    },
  },
};

describe('actionsToSDL', () => {
  test('names the mutation and its types after the plugin and the action', () => {
    const { fields } = actionsToSDL(manifest({ 'create-payment-reference': start }));
    expect(fields).toEqual([
      {
        action: 'create-payment-reference',
        mutationField: 'offlinePayments_createPaymentReference',
        signature:
          'offlinePayments_createPaymentReference(input: OfflinePaymentsCreatePaymentReferenceInput!, organization: String): OfflinePaymentsCreatePaymentReferenceResult!',
        inputType: 'OfflinePaymentsCreatePaymentReferenceInput',
        outputType: 'OfflinePaymentsCreatePaymentReferenceResult',
        public: true,
      },
    ]);
  });

  test('lets only public actions name an organization', () => {
    const { fields } = actionsToSDL(manifest({ sync: { input: { type: 'object' } } }));
    expect(fields[0]?.signature).toBe('offlinePayments_sync: JSON');
  });

  test('maps each JSON Schema type to its GraphQL type', () => {
    const schema = build(actionsToSDL(manifest({ start })));
    expect(printType(schema.getType('OfflinePaymentsStartInput')!).replace(/^ *"""[\s\S]*?"""\n/gm, '')).toBe(
      'input OfflinePaymentsStartInput {\n  method: OfflinePaymentsStartInputMethod!\n\n  amount: Int!\n\n  dueAt: DateTime\n\n  note: String\n}',
    );
    expect(printType(schema.getType('OfflinePaymentsStartResult')!).replace(/^ *"""[\s\S]*?"""\n/gm, '')).toBe(
      'type OfflinePaymentsStartResult {\n  reference: String!\n\n  next: OfflinePaymentsStartResultNext!\n\n  rates: [Float!]\n\n  extra: JSON\n}',
    );
  });

  test('describes every type, field, argument and enum value', () => {
    const schema = build(actionsToSDL(manifest({ start })));
    const added = Object.values(schema.getTypeMap()).filter(type => type.name.startsWith('Offline'));
    expect(added.length).toBe(5);
    for (const type of added) {
      expect(type.description, type.name).toBeTruthy();
      const parts =
        isObjectType(type) || isInputObjectType(type)
          ? Object.values(type.getFields())
          : type instanceof GraphQLEnumType
            ? type.getValues()
            : [];
      for (const part of parts) expect(part.description, `${type.name}.${part.name}`).toBeTruthy();
    }
    const field = schema.getMutationType()!.getFields().offlinePayments_start!;
    expect(field.description).toBe('Makes a reference.');
    for (const arg of field.args) expect(arg.description, arg.name).toBeTruthy();
  });

  test('gives the action the names and values of its own schema', () => {
    const sdl = actionsToSDL(manifest({ start }));
    const input = { method: 'BANK_TRANSFER', amount: 5, dueAt: new Date(0), note: null };
    expect(sdl.toParams('start', input)).toEqual({
      method: 'bank-transfer',
      amount: 5,
      'due-at': '1970-01-01T00:00:00.000Z',
      note: null,
    });
  });

  test('takes null as "not given" where the schema has no null', () => {
    const sdl = actionsToSDL(manifest({ start }));
    expect(sdl.toParams('start', { method: 'AT_THE_DOOR', amount: 1, dueAt: null })).toEqual({
      method: 'at-the-door',
      amount: 1,
    });
  });

  test('answers with the names and values of GraphQL, and drops what was not declared', () => {
    const sdl = actionsToSDL(manifest({ start }));
    const data = { reference: 'RF1', next: { kind: 'none', secret: 1 }, rates: [0.5], extra: { a: [1] } };
    expect(sdl.toResult('start', data)).toEqual({
      reference: 'RF1',
      next: { kind: 'NONE' },
      rates: [0.5],
      extra: { a: [1] },
    });
  });

  test('warns where GraphQL cannot say what the schema says', () => {
    const output = {
      type: 'object',
      properties: {
        either: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
        big: { type: 'integer', maximum: 2 ** 40 },
        odd: { type: 'string', enum: ['a b', 'a-b'] },
      },
    };
    const { warnings, sdl } = actionsToSDL(manifest({ x: { output } }));
    expect(warnings.map(warning => [warning.path.at(-1), warning.message])).toEqual([
      ['either', 'uses oneOf, which GraphQL cannot express, so it is JSON'],
      ['big', 'allows integers beyond 32 bits, so it is a Float'],
      ['odd', 'has values that do not convert to distinct enum names, so it is a String'],
    ]);
    expect(sdl).toMatch(/either: JSON\n/);
    expect(sdl).toMatch(/big: Float\n/);
  });

  test('keeps apart names that would fall together, also with those already in use', () => {
    const output = {
      type: 'object',
      properties: {
        'a-b': { type: 'string' },
        aB: { type: 'string' },
        __typename: { type: 'string' },
        '1': { type: 'string' },
      },
    };
    const sdl = actionsToSDL(manifest({ 'a-1': { output }, a1: { output } }, 'create'), {
      reserved: ['CreateA1Result'],
    });
    expect(sdl.fields.map(field => field.mutationField)).toEqual(['create_a1', 'create_a1_2']);
    expect(sdl.fields.map(field => field.outputType)).toEqual(['CreateA1Result_2', 'CreateA1Result_3']);
    const fields = (build(sdl).getType('CreateA1Result_2') as { getFields(): object } & object).getFields();
    expect(Object.keys(fields)).toEqual(['_1', 'aB', 'aB_2', 'typename']);
    expect(sdl.toResult('a1', { 'a-b': 'x', aB: 'y' })).toMatchObject({ aB: 'x', aB_2: 'y' });
  });

  test('survives descriptions made to break out of the SDL', () => {
    const description = 'a """ b \\" } type Query { hacked: Int } \u2028 \ud800 \u0000 # c';
    const schema = build(actionsToSDL(manifest({ x: { description, output: { type: 'string', description } } })));
    expect(schema.getQueryType()!.getFields()).not.toHaveProperty('hacked');
  });
});
