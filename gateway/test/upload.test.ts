import { describe, expect, test, vi } from 'vitest';
import { type Answer, answerOf, SOON, sharedGateway, startGateway } from './gateway-harness.ts';

const UPLOAD = 'mutation U($file: Upload!, $note: String) { upload(file: $file, note: $note) }';
const UPLOADS = 'mutation U($files: [Upload!]!) { uploads(files: $files) }';
const PREFLIGHT = { 'apollo-require-preflight': 'true' };

type Part = readonly [name: string, value: string | File];
const operations = (query: string, variables: object): Part => ['operations', JSON.stringify({ query, variables })];
const map = (slots: object): Part => ['map', JSON.stringify(slots)];
const file = (name: string, size = 3): Part => [
  name,
  new File(['x'.repeat(size)], 'poster.png', { type: 'image/png' }),
];

async function send(url: string, parts: readonly Part[], headers: Record<string, string> = PREFLIGHT): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of parts) body.append(name, value);
  return answerOf(await fetch(`${url}/graphql`, { method: 'POST', headers, body }));
}

const ONE = operations(UPLOAD, { file: null, note: 'hello' });

describe.each([
  ['in process', false],
  ['over signed HTTP', true],
])('uploads to subgraphs %s', (_, http) => {
  test('arrive whole, with their name and type, beside the other variables', async () => {
    const { url } = await startGateway({ http });
    const one = await send(url, [ONE, map({ a: ['variables.file'] }), file('a', 100_000)]);
    expect(one.json).toEqual({ data: { upload: 'poster.png image/png 100000 hello' } });
    const parts = [
      operations(UPLOADS, { files: [null, null] }),
      map({ 0: ['variables.files.0'], 1: ['variables.files.1'] }),
    ];
    const two = await send(url, [...parts, file('0', 1), file('1', 2)]);
    expect(two.json).toEqual({ data: { uploads: ['poster.png image/png 1', 'poster.png image/png 2'] } });
  });
});

describe('uploads', () => {
  const shared = sharedGateway();

  const slot = map({ a: ['variables.file'] });
  test.each<[string, readonly Part[], string]>([
    ['a file that the map does not name', [ONE, slot, file('a'), file('b')], 'BAD_REQUEST'],
    ['a file that does not come', [ONE, slot], 'BAD_REQUEST'],
    ['a map before the operations', [slot, ONE, file('a')], 'BAD_REQUEST'],
    ['a file before the map', [ONE, file('a'), slot], 'BAD_REQUEST'],
    ['no map', [ONE], 'BAD_REQUEST'],
    ['nothing', [], 'BAD_REQUEST'],
    ['operations that are no JSON', [['operations', '{'], slot, file('a')], 'BAD_REQUEST'],
    ['operations that are a batch', [['operations', '[]'], slot, file('a')], 'BAD_REQUEST'],
    ['a map that is a list', [ONE, map([1]), file('a')], 'BAD_REQUEST'],
    ['a slot that holds a value', [ONE, map({ a: ['variables.note'] }), file('a')], 'BAD_REQUEST'],
    ['a slot that there is not', [ONE, map({ a: ['variables.other'] }), file('a')], 'BAD_REQUEST'],
    [
      'a slot outside of the variables',
      [operations(UPLOAD, { file: null }), map({ a: ['query'] }), file('a')],
      'BAD_REQUEST',
    ],
    ['a slot in a prototype', [ONE, map({ a: ['variables.__proto__.polluted'] }), file('a')], 'BAD_REQUEST'],
    ['a part of another name', [['extra', 'x'], ONE, slot, file('a')], 'BAD_REQUEST'],
    ['too large a file', [ONE, slot, file('a', 10_000_001)], 'PAYLOAD_TOO_LARGE'],
    [
      'files that are too large together',
      [
        operations(UPLOADS, { files: [null, null, null] }),
        map({ a: ['variables.files.0'], b: ['variables.files.1'], c: ['variables.files.2'] }),
        ...['a', 'b', 'c'].map(name => file(name, 7_000_000)),
      ],
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'too many files',
      [ONE, map(Object.fromEntries([...'abcdef'].map(name => [name, ['variables.file']]))), file('a')],
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'too large operations',
      [operations(UPLOAD, { file: null, note: 'x'.repeat(1_000_001) }), slot, file('a')],
      'PAYLOAD_TOO_LARGE',
    ],
  ])('are refused with a code: %s', async (_, parts, code) => {
    const { url } = shared();
    const answer = await send(url, parts);
    expect(answer.json.errors[0].extensions.code).toBe(code);
    expect(answer.json.data).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test('are refused without a header that no other site can send, before they are read', async () => {
    const { url } = shared();
    const answer = await send(url, [ONE, slot, file('a')], {});
    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].message).toContain('apollo-require-preflight');
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=x'])(
    'are refused when the body is broken (%s)',
    async type => {
      const { url } = shared();
      const headers = { ...PREFLIGHT, 'content-type': type };
      const answer = await answerOf(
        await fetch(`${url}/graphql`, { method: 'POST', headers, body: '--x\r\nnonsense' }),
      );
      expect(answer.json.errors[0].extensions.code).toBe('BAD_REQUEST');
    },
  );

  test('are under the same limits and identity as any operation', async () => {
    const { url } = shared();
    const forged = await send(url, [ONE, slot, file('a')], { ...PREFLIGHT, authorization: 'Bearer forged' });
    expect(forged.status).toBe(401);
    const aliases = Array.from({ length: 60 }, (_, index) => `a${index}: __typename`).join(' ');
    const bomb = await send(url, [
      operations(`mutation U($file: Upload!) { upload(file: $file) ${aliases} }`, { file: null }),
      slot,
      file('a'),
    ]);
    expect(bomb.json.errors[0].extensions.code).toBe('QUERY_TOO_MANY_ALIASES');
  });

  test('do not fill the memory, however many come at once, and are taken again when there is room', async () => {
    const { url, stage } = await startGateway({ env: { MAX_UPLOAD_BYTES_IN_HAND: '1500' } });
    const hold = Promise.withResolvers<void>();
    stage.gate = hold.promise;
    const slow = operations('mutation U($file: Upload!) { slowChange upload(file: $file) }', { file: null });
    const first = send(url, [slow, slot, file('a', 1_000)]);
    await vi.waitFor(async () => {
      const second = await send(url, [ONE, slot, file('a', 1_000)]);
      expect(second.json.errors[0].extensions.code).toBe('UPLOADS_BUSY');
      expect(second.status).toBe(503);
    }, SOON);
    hold.resolve();
    expect((await first).json.data.upload).toBe('poster.png image/png 1000');
    await vi.waitFor(async () => {
      expect((await send(url, [ONE, slot, file('a', 1_000)])).json.errors).toBeUndefined();
    }, SOON);
  });
});
